import { withAsciiDigits } from '../ascii-digits';

const LINKS = /\b(?:https?:\/\/|www\.)\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}\/\S+|\S{1,64}@[a-z0-9.-]{3,64}/gi;
/** Each link and address has one of these; looking for them in vain is what is dear. */
const HAS_LINK = /[@/]|www\./i;
const IS_ASCII = /^[\0-\x7f]*$/;
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
  let plain = IS_ASCII.test(text)
    ? text
    : withAsciiDigits(text.replace(WIDE_COMMAS, ', ').normalize('NFKC')).replace(DASHES, '-');
  if (HAS_LINK.test(plain)) plain = plain.replace(LINKS, blank);
  return plain.includes('+') ? plain.replace(PHONES, blank) : plain;
}
