/** Commands of SMPP 3.4 that a centre meets. */
export const COMMAND = {
  genericNack: 0x80000000,
  bindReceiver: 0x01,
  bindTransmitter: 0x02,
  deliverSm: 0x05,
  deliverSmResp: 0x80000005,
  unbind: 0x06,
  unbindResp: 0x80000006,
  bindTransceiver: 0x09,
  enquireLink: 0x15,
  enquireLinkResp: 0x80000015,
} as const;

export interface Pdu {
  readonly command: number;
  readonly status: number;
  readonly sequence: number;
  readonly body: Buffer;
}

export function writePdu({
  command,
  status = 0,
  sequence,
  body = Buffer.alloc(0),
}: Partial<Pdu> & Pick<Pdu, 'command' | 'sequence'>): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(16 + body.length, 0);
  head.writeUInt32BE(command, 4);
  head.writeUInt32BE(status, 8);
  head.writeUInt32BE(sequence, 12);
  return Buffer.concat([head, body]);
}

/** Cuts a stream into PDUs; undefined when it cannot be one of SMPP. */
export function createPduReader() {
  let rest = Buffer.alloc(0);
  return (chunk: Buffer): Pdu[] | undefined => {
    rest = Buffer.concat([rest, chunk]);
    const found: Pdu[] = [];
    while (rest.length >= 16) {
      const length = rest.readUInt32BE(0);
      if (length < 16 || length > 70_000) return undefined;
      if (rest.length < length) break;
      found.push({
        command: rest.readUInt32BE(4),
        status: rest.readUInt32BE(8),
        sequence: rest.readUInt32BE(12),
        body: rest.subarray(16, length),
      });
      rest = rest.subarray(length);
    }
    return found;
  };
}

const text = (value: string) => Buffer.concat([Buffer.from(value, 'latin1'), Buffer.of(0)]);

/** The texts in front of a bind's body: system_id and password. */
export function readCredentials(body: Buffer): { systemId: string; password: string } {
  const [systemId = '', password = ''] = body.toString('latin1').split('\0');
  return { systemId, password };
}

export interface Sms {
  /** Digits with the country's code, without a plus. */
  readonly to: string;
  /** Digits, or letters. */
  readonly from: string;
  readonly esmClass: number;
  readonly dataCoding: number;
  readonly bytes: Buffer;
}

/** The body of deliver_sm (4.6.1). */
export function deliverBody({ to, from, esmClass, dataCoding, bytes }: Sms): Buffer {
  const digits = from.replace(/^\+/, '');
  const isNumber = /^\d{3,}$/.test(digits);
  const source = Buffer.concat([
    Buffer.of(isNumber ? 1 : 5, isNumber ? 1 : 0),
    text(isNumber ? digits : from.slice(0, 20)),
  ]);
  const target = Buffer.concat([Buffer.of(1, 1), text(to)]);
  // protocol_id, priority_flag, schedule_delivery_time, validity_period, registered_delivery, replace_if_present_flag
  const middle = Buffer.of(esmClass, 0, 0, 0, 0, 0, 0, dataCoding, 0, bytes.length);
  return Buffer.concat([text(''), source, target, middle, bytes]);
}
