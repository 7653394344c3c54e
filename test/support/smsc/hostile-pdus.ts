import { COMMAND, deliverBody, writePdu } from '../../../src/sandbox/vendors/smsc/pdu';
import { message, plainSms, withLength } from './rude-centre';

export interface HostileBytes {
  readonly kind: string;
  readonly bytes: Buffer;
  /** Nobody can know any more where the next PDU begins. */
  readonly isEnd: boolean;
}

/** Numbers of PDUs that a test never waits for. */
const SEQUENCE = 7;
const BODY = deliverBody(plainSms());
const UNKNOWN_COMMANDS = [0x00abcdef, 0x00000004, 0x00000002, 0x00000021, 0x7fffffff, 0x00000000];
const ANSWERS = [0x80000005, 0x80000015, 0x80000009, 0x80000000, 0x80000103, 0x80000006, 0xffffffff];

/** Whole PDUs that no centre should send; their borders are right, so that a receiver can go on behind them. */
export function nonsense(random: () => number): HostileBytes {
  const pick = <One>(from: readonly One[]): One => from[Math.floor(random() * from.length)]!;
  const octets = (most: number) =>
    Buffer.from(Array.from({ length: Math.floor(random() * most) }, () => random() * 256));
  const body = (more: Buffer) => message(SEQUENCE, Buffer.concat([BODY, more]));
  const kinds: Record<string, () => Buffer> = {
    'a body cut off': () => message(SEQUENCE, BODY.subarray(0, Math.floor(random() * BODY.length))),
    'a body of chance': () => message(SEQUENCE, octets(200)),
    'no body': () => writePdu({ command: COMMAND.deliverSm, sequence: SEQUENCE }),
    'a parameter longer than its PDU': () => body(Buffer.concat([Buffer.of(0x04, 0x24, 0xff, 0xff), octets(20)])),
    'a parameter cut off': () => body(Buffer.of(0x04, 0x24, 0x00).subarray(0, 1 + Math.floor(random() * 3))),
    'a text without an end': () => message(SEQUENCE, Buffer.alloc(300, 0x41)),
    'an unknown command': () => writePdu({ command: pick(UNKNOWN_COMMANDS), sequence: SEQUENCE, body: octets(100) }),
    'an answer to nothing': () =>
      writePdu({
        command: pick(ANSWERS),
        status: pick([0, 8, 0x58]),
        sequence: 900 + Math.floor(random() * 99),
        body: octets(40),
      }),
    'an outbind and an alert': () =>
      Buffer.concat([
        writePdu({ command: 0x0b, sequence: SEQUENCE, body: octets(30) }),
        writePdu({ command: 0x102, sequence: SEQUENCE, body: octets(30) }),
      ]),
  };
  const kind = pick(Object.keys(kinds));
  return { kind, bytes: kinds[kind]!(), isEnd: false };
}

/** Bytes after which a receiver can only leave. */
export function disorder(random: () => number): HostileBytes {
  const lengths = [0, 1, 15, 70_001, 0x7fffffff, 0xffffffff, 0x48545450];
  const length = lengths[Math.floor(random() * lengths.length)]!;
  return { kind: `a length of ${length}`, bytes: withLength(message(SEQUENCE), length), isEnd: true };
}
