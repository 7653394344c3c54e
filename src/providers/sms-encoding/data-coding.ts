import { decodeBytes } from './charsets';
import { decodeGsm7, unpackSeptets } from './gsm7';
import { readUserDataHeader, type UserDataHeader } from './user-data-header';

/** What a link agreed on, where the standard leaves it open. */
export interface CodingAgreement {
  /** What data_coding 0, "the SMSC's default alphabet", means. */
  readonly alphabet: 'gsm' | 'gsm_packed' | 'latin1' | 'ascii' | 'utf8';
  /** What data_coding 1 means: IA5 by the standard, GSM 03.38 where npm `smpp` wrote it. */
  readonly ia5: 'ascii' | 'gsm';
}

export const USUAL_AGREEMENT: CodingAgreement = { alphabet: 'gsm', ia5: 'ascii' };

/** `binary`: no text of any alphabet. `broken`: the header says that it is longer than the message. */
export type DecodedSms =
  | { readonly kind: 'text'; readonly text: string; readonly header?: UserDataHeader }
  | { readonly kind: 'binary' | 'broken' | 'unknown_coding'; readonly detail: string };

type Coding = 'default' | 'gsm' | 'ia5' | 'latin1' | 'ucs2' | 'cyrillic' | 'hebrew' | 'binary' | undefined;

/** data_coding 0 to 15 (SMPP 3.4, 5.2.19). */
const PLAIN: Readonly<Record<number, Coding>> = {
  ...{ 0: 'default', 1: 'ia5', 2: 'binary', 3: 'latin1', 4: 'binary', 6: 'cyrillic', 7: 'hebrew' },
  ...{ 8: 'ucs2' },
};

/** The rest carries the bits of TS 23.038, section 4: groups of the upper half of the octet. */
function codingOf(dataCoding: number): Coding {
  if (dataCoding < 0x10) return PLAIN[dataCoding];
  const group = dataCoding >> 4;
  if (group === 0xf) return (dataCoding & 0x04) === 0 ? 'gsm' : 'binary';
  if (group === 0xc || group === 0xd) return 'gsm';
  if (group === 0xe) return 'ucs2';
  // General data coding, 00xx and 01xx: bit 5 says compressed, which nobody does; bits 3 and 2 are the alphabet.
  if (group < 0x8 && (dataCoding & 0x20) === 0)
    return ({ 0: 'gsm', 1: 'binary', 2: 'ucs2' } as const)[(dataCoding >> 2) & (3 as 0)];
  return undefined;
}

/**
 * The text of one SMS, or of one part of a long one. `bytes` are the user data, with the header in front when `hasHeader`.
 * Packed septets begin anew behind a header, at the next whole septet.
 */
export function decodeSms(
  sms: { readonly bytes: Uint8Array; readonly dataCoding: number; readonly hasHeader: boolean },
  agreed: CodingAgreement = USUAL_AGREEMENT,
): DecodedSms {
  const header = sms.hasHeader ? readUserDataHeader(sms.bytes) : undefined;
  if (sms.hasHeader && !header) return { kind: 'broken', detail: 'its header is longer than the message' };
  const coding = codingOf(sms.dataCoding);
  if (header?.isForPort) return { kind: 'binary', detail: 'it is for a program (a port), not for a person' };
  if (coding === undefined) return { kind: 'unknown_coding', detail: `data_coding ${sms.dataCoding} means nothing` };
  if (coding === 'binary') return { kind: 'binary', detail: `data_coding ${sms.dataCoding} is binary` };
  const body = header ? sms.bytes.subarray(header.length) : sms.bytes;
  return { kind: 'text', text: decodeBody(body, coding, agreed, header), header };
}

function decodeBody(
  body: Uint8Array,
  coding: Exclude<Coding, 'binary' | undefined>,
  agreed: CodingAgreement,
  header: UserDataHeader | undefined,
): string {
  switch (coding) {
    case 'ucs2':
      return decodeUcs2(body);
    case 'latin1':
      return decodeBytes(body, 'iso-8859-1');
    case 'cyrillic':
      return new TextDecoder('iso-8859-5').decode(body);
    case 'hebrew':
      return new TextDecoder('iso-8859-8').decode(body);
    case 'ia5':
      return agreed.ia5 === 'ascii' ? decodeBytes(body, 'ascii') : decodeGsm7(body, header?.tables);
    case 'gsm':
      return agreed.alphabet === 'gsm_packed' ? unpacked(body, header) : decodeGsm7(body, header?.tables);
    case 'default':
      return decodeDefault(body, agreed.alphabet, header);
  }
}

function decodeDefault(body: Uint8Array, alphabet: CodingAgreement['alphabet'], header?: UserDataHeader): string {
  const { locking, single } = header?.tables ?? {};
  // A shift table is one of septets: whoever names one has agreed on nothing else for this SMS.
  const isShifted = (locking ?? single) !== undefined;
  if (alphabet === 'gsm_packed') return unpacked(body, header);
  if (isShifted || alphabet === 'gsm') return decodeGsm7(body, header?.tables);
  if (alphabet === 'latin1') return decodeBytes(body, 'iso-8859-1');
  return decodeBytes(body, alphabet === 'ascii' ? 'ascii' : 'utf-8');
}

function unpacked(body: Uint8Array, header: UserDataHeader | undefined): string {
  const fillBits = header ? (7 - ((header.length * 8) % 7)) % 7 : 0;
  const count = Math.floor((body.length * 8 - fillBits) / 7);
  const septets = unpackSeptets(body, count, fillBits);
  // Seven bits that are left over in the last octet look like an `@`: senders write a carriage return there if they mean one.
  const isFilled = (body.length * 8 - fillBits) % 7 === 0 && septets.at(-1) === 0 && count > 0;
  return decodeGsm7(isFilled ? septets.subarray(0, -1) : septets, header?.tables);
}

/** UTF-16 with the higher byte first, since phones write pairs of surrogates. A lone last byte is half of what is not there. */
function decodeUcs2(body: Uint8Array): string {
  return new TextDecoder('utf-16be', { ignoreBOM: false }).decode(body.subarray(0, body.length & ~1));
}
