import type { Sms } from '../../../src/sandbox/vendors/smsc/pdu';

/** Basic characters of GSM 03.38 by their number; the extension's stand behind an escape. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENSION: Readonly<Record<string, number>> = {
  ...{ '^': 0x14, '{': 0x28, '}': 0x29, '\\': 0x2f, '[': 0x3c, '~': 0x3d, ']': 0x3e, '|': 0x40, '€': 0x65 },
};
/** Letters of the Turkish single shift table (3GPP TS 23.038, A.2.1). */
const TURKISH: Readonly<Record<string, number>> = {
  ...{ Ğ: 0x47, İ: 0x49, Ş: 0x53, ç: 0x63, ğ: 0x67, ı: 0x69, ş: 0x73 },
};

export interface Deliver {
  /** Digits with a plus, or a name. */
  readonly from: string;
  readonly text: string;
  readonly alphabet?: 'gsm7' | 'ucs2' | 'turkish';
  /** When the service centre took it; written as its wall clock, with the zone in minutes. */
  readonly sentAt: Date;
  readonly zoneMinutes?: number;
}

/** One SMS as it goes by radio: a header of user data (its own length first; empty: none), and octets of UTF-16 or septets. */
interface Piece {
  readonly header: readonly number[];
  readonly isUcs2: boolean;
  readonly units: readonly number[];
}

function piecesOf({ text, alphabet = 'gsm7' }: Deliver, reference: number): Piece[] {
  const isUcs2 = alphabet === 'ucs2';
  const units = isUcs2 ? utf16(text) : septetsOf(text, alphabet);
  const shift = alphabet === 'turkish' ? [0x24, 0x01, 0x01] : [];
  const whole = isUcs2 ? 140 : shift.length > 0 ? 155 : 160;
  const piece = (elements: readonly number[], some: readonly number[]): Piece => ({
    ...{ header: elements.length > 0 ? [elements.length, ...elements] : [], isUcs2, units: some },
  });
  if (units.flat().length <= whole) return [piece(shift, units.flat())];
  const parts = split(units, isUcs2 ? 134 : shift.length > 0 ? 149 : 153);
  return parts.map((some, index) => piece([0x00, 0x03, reference, parts.length, index + 1, ...shift], some));
}

/** SMS-DELIVER PDUs (3GPP TS 23.040), in hexadecimal with the service centre before them: one for each part of the text. */
export const deliverPdus = (sms: Deliver, reference = 0x5a): string[] =>
  piecesOf(sms, reference).map((piece) => pdu(sms, piece));

/** The same as a centre hands them on by SMPP: octets of the text behind the header, a septet in each. */
export const deliverSms = (sms: Deliver, to: string, reference = 0x5a): Sms[] =>
  piecesOf(sms, reference).map(({ header, isUcs2, units }) => ({
    ...{ from: sms.from, to, esmClass: header.length > 0 ? 0x40 : 0, dataCoding: isUcs2 ? 8 : 0 },
    bytes: Buffer.from([...header, ...units]),
  }));

/** A character is never cut in two. */
function split(units: readonly (readonly number[])[], most: number): number[][] {
  const parts: number[][] = [[]];
  for (const unit of units) {
    if (parts.at(-1)!.length + unit.length > most) parts.push([]);
    parts.at(-1)!.push(...unit);
  }
  return parts;
}

function septetsOf(text: string, alphabet: 'gsm7' | 'turkish'): number[][] {
  return [...text].map((character) => {
    const basic = BASIC.indexOf(character);
    if (basic >= 0 && character !== '\u001b') return [basic];
    const extended = (alphabet === 'turkish' ? TURKISH[character] : undefined) ?? EXTENSION[character];
    if (extended === undefined) throw new Error(`Not in the alphabet: ${character}`);
    return [0x1b, extended];
  });
}

const utf16 = (text: string): number[][] =>
  [...text].map((character) => [...Buffer.from(character, 'utf16le').swap16()]);

function pdu({ from, sentAt, zoneMinutes = 0 }: Deliver, { header, isUcs2, units }: Piece): string {
  const fill = (7 - ((header.length * 8) % 7)) % 7;
  const skipped = isUcs2 ? 0 : Math.ceil((header.length * 8) / 7);
  const body = isUcs2 ? [...header, ...units] : [...header, ...packed(units, fill)];
  const length = isUcs2 ? body.length : skipped + units.length;
  const bytes = [
    ...[0x07, 0x91, 0x73, 0x21, 0x99, 0x90, 0x99, 0xf9],
    header.length > 0 ? 0x44 : 0x04,
    ...address(from),
    0x00,
    isUcs2 ? 0x08 : 0x00,
    ...timestamp(sentAt, zoneMinutes),
    length,
    ...body,
  ];
  return Buffer.from(bytes).toString('hex').toUpperCase();
}

function packed(septets: readonly number[], fill: number): number[] {
  const bits = [
    '0'.repeat(fill),
    ...septets.map((one) => [...one.toString(2).padStart(7, '0')].reverse().join('')),
  ].join('');
  const bytes: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    const octet = bits.slice(at, at + 8).padEnd(8, '0');
    bytes.push(Number.parseInt([...octet].reverse().join(''), 2));
  }
  return bytes;
}

function address(from: string): number[] {
  if (/^\+?\d+$/.test(from)) {
    const digits = from.replace('+', '');
    return [digits.length, from.startsWith('+') ? 0x91 : 0x81, ...swapped(digits)];
  }
  const name = packed(septetsOf(from, 'gsm7').flat(), 0);
  return [Math.ceil((from.length * 7) / 4), 0xd0, ...name];
}

function swapped(digits: string): number[] {
  const even = digits.length % 2 === 0 ? digits : `${digits}F`;
  return (even.match(/../g) ?? []).map((pair) => Number.parseInt(`${pair[1]}${pair[0]}`, 16));
}

function timestamp(at: Date, zoneMinutes: number): number[] {
  const local = new Date(at.getTime() + zoneMinutes * 60_000).toISOString();
  const fields = [
    local.slice(2, 4),
    local.slice(5, 7),
    local.slice(8, 10),
    local.slice(11, 13),
    local.slice(14, 16),
    local.slice(17, 19),
  ];
  const quarters = String(Math.abs(zoneMinutes) / 15).padStart(2, '0');
  const zone = swapped(quarters)[0]! | (zoneMinutes < 0 ? 0x08 : 0);
  return [...fields.map((two) => swapped(two)[0]!), zone];
}
