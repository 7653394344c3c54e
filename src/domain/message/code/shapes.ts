import { Places } from './places';
import { CURRENCY_BEFORE, UNIT } from './words';

/** A piece of a text that has the shape of a code. */
export interface Shape {
  /** As it is shown and copied: groups that blanks hold apart are written together, hyphens stay. */
  readonly code: string;
  readonly from: number;
  readonly to: number;
  /**
   * How closely it must be tied to a word for code. `sure`: not at all (four to eight digits, a few behind letters as in
   * "G-123456", capitals with digits); `close`: at most a few words between (three, nine or ten digits, digits one by one,
   * groups of other sizes); `joined`: nothing but "is" or a colon (years, words with small letters); `letters`: capitals
   * alone, behind a colon.
   */
  readonly kind: 'sure' | 'close' | 'joined' | 'letters';
}

interface Digits {
  readonly from: number;
  readonly to: number;
  readonly sizes: readonly number[];
}

/** In which sizes blanks may part the groups of one code. */
const PARTED = new Set(['3 3', '4 4', '3 3 3', '2 2 2', '2 2 2 2']);
const YEAR = /^(?:19|20)\d\d$/;
const DATE = /^(?:(?:19|20)\d\d-\d\d?-\d\d?|\d\d?-\d\d?-(?:19|20)\d\d)$/;
/** "G-123456": capitals and a hyphen belong to the code, unless they say what it is. */
const PREFIX = /(?<![\p{L}\d-])[A-Z]{1,4}-$/u;
const NO_PREFIX = new Set(['OTP-', 'PIN-', 'TAN-', 'CODE-', 'SMS-']);
const PHONE = /^(?:1-)?\d{3}-\d{3}-\d{4}$/;
const WORDS = /(?<![A-Za-z0-9])[A-Za-z0-9]{1,12}(?:-[A-Za-z0-9]{1,8}){0,4}(?![A-Za-z0-9])/g;
/** Most words of a text are: a small letter and no digit. */
const IS_PLAIN_WORD = /^[^\d]*[a-z][^\d]*$/;
/** "A B C D" and "H-J-K-L", capitals or digits one by one, at least one of them a letter. */
const ONE_BY_ONE =
  /(?<![A-Za-z0-9]|(?<![A-Za-z0-9])[A-Z0-9] )(?:[A-Z0-9] ){3,9}[A-Z0-9](?![A-Za-z0-9]| [A-Z0-9](?![A-Za-z0-9]))/g;

/** All that has the shape of a code, from left to right; numbers before words of letters and digits. */
export function findShapes(text: string): Shape[] {
  const numbers = joinedByBlanks(text, joinedByHyphens(text)).flatMap((digits) => asShape(text, digits));
  const taken = new Places(numbers);
  const words = [...text.matchAll(WORDS), ...text.matchAll(ONE_BY_ONE)].flatMap(({ 0: word, index }): Shape[] => {
    const kind = kindOfWord(word);
    const place = { from: index, to: index + word.length };
    if (!kind || taken.touches(place)) return [];
    return [{ code: word.replaceAll(' ', ''), ...place, kind }];
  });
  return [...numbers, ...words];
}

function joinedByHyphens(text: string): Digits[] {
  const runs: Digits[] = [];
  for (const { 0: digits, index } of text.matchAll(/\d+/g)) {
    const last = runs.at(-1);
    if (last && index === last.to + 1 && text[last.to] === '-')
      runs[runs.length - 1] = { from: last.from, to: index + digits.length, sizes: [...last.sizes, digits.length] };
    else runs.push({ from: index, to: index + digits.length, sizes: [digits.length] });
  }
  return runs;
}

/** Runs of numbers of one size with single blanks between, where they are few enough for one code. */
function joinedByBlanks(text: string, runs: readonly Digits[]): Digits[] {
  const joined: Digits[] = [];
  for (let first = 0; first < runs.length; ) {
    const group = [runs[first]!];
    for (
      let next = runs[first + group.length];
      next && follows(text, group.at(-1)!, next);
      next = runs[first + group.length]
    )
      group.push(next);
    first += group.length;
    const sizes = group.map((one) => one.to - one.from);
    const whole = { from: group[0]!.from, to: group.at(-1)!.to, sizes };
    const isMeasured = () => UNIT.test(text.slice(whole.to, whole.to + 24));
    if (group.length > 1 && isParted(sizes) && !isMeasured()) joined.push(whole);
    else if (group.length < 3 && sizes[0] !== 1) joined.push(...group);
  }
  return joined;
}

const isParted = (sizes: readonly number[]) =>
  PARTED.has(sizes.join(' ')) || (sizes[0] === 1 && sizes.length >= 4 && sizes.length <= 8);

function follows(text: string, last: Digits, next: Digits): boolean {
  const isOne = last.sizes.length === 1 && next.sizes.length === 1;
  return isOne && next.from === last.to + 1 && text[last.to] === ' ' && next.sizes[0] === last.sizes[0];
}

function asShape(text: string, { from, to, sizes }: Digits): Shape[] {
  const digits = sizes.reduce((sum, size) => sum + size, 0);
  if (digits < 3 || digits > 12 || (sizes.length === 1 && digits > 10)) return [];
  const written = text.slice(from, to);
  const before = text.slice(Math.max(0, from - 12), from);
  const after = text.slice(to, to + 24);
  if (isPartOfMore(before, after) || CURRENCY_BEFORE.test(before) || UNIT.test(after)) return [];
  if (DATE.test(written) || PHONE.test(written)) return [];
  const prefix = sizes.length === 1 ? PREFIX.exec(before)?.[0] : undefined;
  if (prefix && !NO_PREFIX.has(prefix) && digits <= 8)
    return [{ code: prefix + written, from: from - prefix.length, to, kind: 'sure' }];
  if (!NO_PREFIX.has(prefix ?? '') && /\p{Script=Latin}-$/u.test(before)) return []; // "AB-CD-1234": a word of letters and digits
  const isUsual = sizes.length === 1 ? digits >= 4 && digits <= 8 : ['3 3', '4 4'].includes(sizes.join(' '));
  return [
    { code: written.replaceAll(' ', ''), from, to, kind: YEAR.test(written) ? 'joined' : isUsual ? 'sure' : 'close' },
  ];
}

/** Inside of a word, a longer number, a decimal, a date or a time, or the visible end of a masked one. */
function isPartOfMore(before: string, after: string): boolean {
  if (/(?:[\p{Script=Latin}\d]|\d[.,:/'_-]|\d ?\/ ?)$/u.test(before) || /^(?:\d|[.,:/'_-]\d)/.test(after)) return true;
  // Two texts glued together, "482915Reply", part at a capital; "15000d" and "10digit" do not.
  if (/^\p{Script=Latin}/u.test(after) && !/^[A-Z][a-z']/.test(after)) return true;
  return /(?:\*|x{2}|X{2}|\.\.|•|…)$/.test(before) && !after.startsWith('*');
}

function kindOfWord(word: string): Shape['kind'] | undefined {
  if (IS_PLAIN_WORD.test(word)) return undefined;
  const bare = word.replace(/[- ]/g, '');
  const hasSmall = /[a-z]/.test(bare);
  const hasCapital = /[A-Z]/.test(bare);
  const isParted = word !== bare;
  if (bare.length < 4 || bare.length > 16 || !(hasCapital || hasSmall)) return undefined;
  if (!/\d/.test(bare)) {
    if (hasSmall) return undefined;
    if (isParted) return /^(?:.[- ])+.$/.test(word) ? 'close' : undefined;
    return bare.length >= 5 && bare.length <= 8 ? 'letters' : undefined;
  }
  // A letter before or behind a number is a name, an amount or a slip of the pen: "W8406731", "l482915", "15000d".
  if (/^(?:[A-Za-z]\d+|\d+[A-Za-z])$/.test(bare)) return undefined;
  if (isParted) return hasCapital && hasSmall ? undefined : hasSmall ? 'joined' : 'close';
  if (bare.length > 10) return undefined;
  if (hasSmall) return 'joined';
  return bare.length >= 5 ? 'sure' : 'close';
}
