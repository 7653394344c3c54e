import { type GsmTables, lockingTable, singleTable } from './gsm-tables';

const ESCAPE = 0x1b;

/**
 * The text of septets, one in each octet. An octet above 127 is none: U+FFFD. Behind an escape stands a character of the
 * single shift table; where that has none, the one of the alphabet is meant (TS 23.038, 6.2.1.1), and a second escape, kept
 * for tables to come, is a blank.
 */
export function decodeGsm7(septets: Uint8Array, tables: GsmTables = {}): string {
  const alphabet = lockingTable(tables.locking);
  const extension = singleTable(tables.single);
  let text = '';
  for (let at = 0; at < septets.length; at += 1) {
    const septet = septets[at]!;
    if (septet > 127) text += '\ufffd';
    else if (septet !== ESCAPE) text += alphabet[septet];
    else {
      at += 1;
      const shifted = septets[at];
      // An escape at the very end escapes nothing.
      if (shifted === undefined) break;
      if (shifted > 127) text += '\ufffd';
      else if (shifted === ESCAPE) text += ' ';
      else text += extension[shifted] === ' ' ? alphabet[shifted] : extension[shifted];
    }
  }
  return text;
}

/** The septets of a text, one in each octet; undefined when the tables lack one of its characters. */
export function encodeGsm7(text: string, tables: GsmTables = {}): Buffer | undefined {
  const alphabet = lockingTable(tables.locking);
  const extension = singleTable(tables.single);
  const septets: number[] = [];
  for (const character of text) {
    const plain = character === ' ' ? 0x20 : alphabet.indexOf(character);
    const shifted = character === ' ' ? -1 : extension.indexOf(character);
    if (plain >= 0) septets.push(plain);
    else if (shifted >= 0) septets.push(ESCAPE, shifted);
    else return undefined;
  }
  return Buffer.from(septets);
}

/** Septets one in each octet, from octets that hold eight of them in seven; `fillBits` are passed over first. */
export function unpackSeptets(packed: Uint8Array, count: number, fillBits = 0): Buffer {
  const most = Math.max(0, Math.floor((packed.length * 8 - fillBits) / 7));
  const septets = Buffer.alloc(Math.min(count, most));
  for (let index = 0; index < septets.length; index += 1) {
    const bit = fillBits + index * 7;
    const octet = bit >> 3;
    const pair = packed[octet]! | ((packed[octet + 1] ?? 0) << 8);
    septets[index] = (pair >> (bit & 7)) & 0x7f;
  }
  return septets;
}

export function packSeptets(septets: Uint8Array, fillBits = 0): Buffer {
  const packed = Buffer.alloc(Math.ceil((fillBits + septets.length * 7) / 8));
  for (const [index, septet] of septets.entries()) {
    const bit = fillBits + index * 7;
    const octet = bit >> 3;
    const pair = (septet & 0x7f) << (bit & 7);
    packed[octet] = packed[octet]! | (pair & 0xff);
    if (pair > 0xff) packed[octet + 1] = packed[octet + 1]! | (pair >> 8);
  }
  return packed;
}
