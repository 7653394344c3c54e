import { withAsciiDigits } from '../message/ascii-digits';

/** Text as a search compares it. */
export interface SearchForm {
  /** Letters and digits only. */
  readonly compact: string;
  readonly words: readonly string[];
}

/** Letters that stand for one another, after accents are gone. Persian keyboards write some Arabic ones their own way. */
const ALIKE: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', æ: 'ae', œ: 'oe' },
  ...{ ة: 'ه', ى: 'ي', ک: 'ك', ی: 'ي', ے: 'ي', ھ: 'ه', ٱ: 'ا', ء: '', ـ: '' },
};
const ALIKE_LETTERS = new RegExp(`[${Object.keys(ALIKE).join('')}]`, 'gu');
const FLAG = /([\u{1F1E6}-\u{1F1FF}])([\u{1F1E6}-\u{1F1FF}])/gu;
const ARTICLE = /^ال(?=.{3})/u;

/**
 * Case, accents, width, blanks, marks, the Russian ё, the Arabic hamza, article and lengthening say nothing; digits are
 * 0-9, and a flag is the letters of its country.
 */
export function searchForm(text: string): SearchForm {
  const plain = withAsciiDigits(
    text.replace(FLAG, (_, first: string, second: string) => ` ${letter(first)}${letter(second)} `),
  )
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(ALIKE_LETTERS, (one) => ALIKE[one]!)
    // Within a word they are no blank: U.K., what's.
    .replace(/['’ʼ`´.]/gu, '');
  const words = plain
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(ARTICLE, ''))
    .filter((word) => word !== '');
  return { compact: words.join(''), words };
}

const letter = (indicator: string) => String.fromCharCode(indicator.codePointAt(0)! - 0x1f1e6 + 97);

const ARABIC = /^[\u0621-\u064a]+$/u;
/** The g of other languages, written in five ways; which long vowels are written is a matter of taste. */
const G_LETTERS = /[غقكجگچ]/gu;
const VOWELS = /[اوي]/gu;
const FEW_CONSONANTS = 4;

/** A foreign name in Arabic letters, however it is spelt; undefined where too little would be left to know it by. */
export function arabicSkeleton(compact: string): string | undefined {
  if (!ARABIC.test(compact)) return undefined;
  const skeleton = compact.replace(G_LETTERS, 'ج').replace(VOWELS, '');
  return skeleton.length < FEW_CONSONANTS ? undefined : skeleton;
}
