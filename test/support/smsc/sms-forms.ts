import { deliverBody } from '../../../src/sandbox/vendors/smsc/pdu';
import { plainSms } from './rude-centre';

/** An SMS, and the bodies of deliver_sm by which a centre hands it over; it is taken when all of them are. */
export interface FormedSms {
  readonly text: string;
  readonly bodies: readonly Buffer[];
}

const HAS_HEADER = 0x40;
const UCS2 = 8;
const ucs2 = (text: string) => Buffer.from(text, 'utf16le').swap16();
const option = (tag: number, value: Buffer) => {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(tag, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value]);
};
const shorts = (value: number) => Buffer.of(value >> 8, value & 0xff);

/** `reference` is of its own for each SMS to one number. */
type Form = (o: { to: string; code: string; reference: number }) => FormedSms;

/** The ways that centres choose for an SMS, in turns: plain, other letters, the long parameter, parts by both ways. */
const FORMS: readonly Form[] = [
  ({ to, code }) => {
    const text = `Your WhatsApp code is ${code}`;
    return { text, bodies: [deliverBody(plainSms({ to, bytes: Buffer.from(text) }))] };
  },
  ({ to, code }) => {
    const text = `Ваш код WhatsApp: ${code} 🔑`;
    return { text, bodies: [deliverBody(plainSms({ to, dataCoding: UCS2, bytes: ucs2(text) }))] };
  },
  ({ to, code }) => {
    const text = `${'A word before. '.repeat(20)}Your WhatsApp code is ${code}`;
    const body = deliverBody(plainSms({ to, bytes: Buffer.alloc(0) }));
    const unknown = option(0x1401, Buffer.of(1, 2, 3));
    return { text, bodies: [Buffer.concat([body, unknown, option(0x0424, Buffer.from(text))])] };
  },
  ({ to, code, reference }) => {
    const pieces = [`Keep it to yourself. ${'x'.repeat(100)}. `, `Your WhatsApp code is ${code}`];
    const bodies = pieces.map((piece, index) => {
      const header = Buffer.concat([Buffer.of(6, 8, 4), shorts(reference), Buffer.of(pieces.length, index + 1)]);
      return deliverBody(plainSms({ to, esmClass: HAS_HEADER, bytes: Buffer.concat([header, Buffer.from(piece)]) }));
    });
    return { text: pieces.join(''), bodies };
  },
  ({ to, code, reference }) => {
    const pieces = ['Код для входа. ', `WhatsApp: ${code}. `, 'Никому его не говорите.'];
    const bodies = pieces.map((piece, index) =>
      Buffer.concat([
        deliverBody(plainSms({ to, dataCoding: UCS2, bytes: ucs2(piece) })),
        option(0x020c, shorts(reference)),
        option(0x020e, Buffer.of(pieces.length)),
        option(0x020f, Buffer.of(index + 1)),
      ]),
    );
    return { text: pieces.join(''), bodies };
  },
];

export function formSms(n: number, o: { to: string; code: string }): FormedSms {
  return FORMS[n % FORMS.length]!({ ...o, reference: n % 65_536 });
}
