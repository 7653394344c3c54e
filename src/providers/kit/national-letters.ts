import { decodeGsm7, encodeGsm7, type GsmTables } from '../sms-encoding';

const ESCAPE = 0x1b;

/**
 * A text that a daemon read by the common alphabet, read anew by the national tables that its header names. `unknown`: what it
 * writes for an escape into a table that it does not know; where that is a character too, a letter of the table follows.
 */
export function withNationalLetters(text: string, tables: GsmTables, unknown: string): string {
  const characters = [...text];
  const septets: number[] = [];
  for (const [index, character] of characters.entries()) {
    const own = encodeGsm7(character);
    const isEscape = character === unknown && (!own || isShifted(characters[index + 1], tables));
    // The daemon has read it by another alphabet after all.
    if (!isEscape && !own) return text;
    septets.push(...(isEscape ? [ESCAPE] : own!));
  }
  return decodeGsm7(Uint8Array.from(septets), tables);
}

function isShifted(character: string | undefined, tables: GsmTables): boolean {
  const [septet, ...more] = (character && encodeGsm7(character)) || [];
  if (septet === undefined || more.length > 0) return false;
  return decodeGsm7(Uint8Array.of(ESCAPE, septet), tables) !== decodeGsm7(Uint8Array.of(septet), tables);
}
