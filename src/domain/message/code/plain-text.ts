import { withAsciiDigits } from '../ascii-digits';

const LINKS = /\b(?:https?:\/\/|www\.)\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}\/\S+|\S{1,64}@[a-z0-9.-]{3,64}/gi;
const PHONES = /\+\d[\d ()-]{6,18}\d/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
/** Of full width they part sentences, and never the digits of one number. */
const WIDE_COMMAS = /[\uff0c\u3001\uff1b]/g;

/**
 * A text as it is read for codes: compatibility forms (full width, mathematical digits, no-break blanks) as plain ones,
 * digits of all scripts as 0-9, dashes as hyphens, links, addresses and phone numbers blanked.
 */
export function plainText(text: string): string {
  const blank = (piece: string) => ' '.repeat(piece.length);
  return withAsciiDigits(text.replace(WIDE_COMMAS, ', ').normalize('NFKC'))
    .replace(DASHES, '-')
    .replace(LINKS, blank)
    .replace(PHONES, blank);
}
