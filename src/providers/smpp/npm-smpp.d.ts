/** As much of npm `smpp` 0.5.1 as is used here and in tests; it has no types of its own. */
declare module 'smpp' {
  export class PDU {
    constructor(command: string | Buffer, fields?: Readonly<Record<string, unknown>>);
    readonly command: string;
    readonly command_status: number;
    readonly sequence_number: number;
    readonly [field: string]: unknown;
    toBuffer(): Buffer;
  }
}
