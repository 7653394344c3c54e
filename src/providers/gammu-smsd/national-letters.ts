import { decodeGsm7, encodeGsm7, type GsmTables } from '../sms-encoding';

/** What the daemon writes for an escape into a table that it does not know. */
const UNKNOWN_ESCAPE = '¹';
const ESCAPE = 0x1b;

/** A text that the daemon read by the common alphabet, read anew by the national tables that its header names. */
export function withNationalLetters(text: string, tables: GsmTables): string {
  const septets: number[] = [];
  for (const character of text) {
    const own = character === UNKNOWN_ESCAPE ? [ESCAPE] : encodeGsm7(character);
    // The daemon has read it by another alphabet after all.
    if (!own) return text;
    septets.push(...own);
  }
  return decodeGsm7(Uint8Array.from(septets), tables);
}

/** Files keep no header; these letters behind such an escape are Turkish. */
export const withTurkishLetters = (text: string): string =>
  /¹[GIScgis]/.test(text) ? withNationalLetters(text, { single: 1 }) : text;
