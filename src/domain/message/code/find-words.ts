import type { Place } from './places';
import { AMOUNT, CODE, OTHER_CODE, REFERENCE, USE, type WordList } from './words';

/** The lists, each with a bit of its own. */
const LISTS = [CODE, OTHER_CODE, REFERENCE, AMOUNT, USE];
/** What an entry can begin with: a word, or one of the few signs that begin one. */
const BEGINNINGS = /[\p{L}\p{M}]+|[^\p{L}\p{M}\d\s.,:;!?'"/-]/gu;
/** Stands in every entry that counts wherever it stands, as its first letter. */
const INITIALS = new RegExp(`[${LISTS.flatMap((list) => [...list.initials]).join('')}]`, 'u');
const MOST_KNOWN = 20_000;

/** For each list what of it a word may begin; undefined for nothing of any. The same words come again and again. */
const known = new Map<string, Patterns | undefined>();
type Patterns = readonly (RegExp | 'word' | undefined)[];

function patternsOf(word: string): Patterns | undefined {
  if (known.has(word)) return known.get(word);
  const patterns = LISTS.map((list) => list.patternOf(word));
  const found = patterns.some((pattern) => pattern) ? patterns : undefined;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(word, found);
  return found;
}

interface Beginning extends Place {
  readonly patterns: Patterns;
}

/**
 * Finds the entries of the lists in one text, one behind the other from left to right; but patterns are tried only where
 * one of their entries may begin, which hardly any word of a text is.
 */
export function wordFinder(text: string): (list: WordList) => Place[] {
  const beginnings = beginningsIn(text);
  return (list) => {
    const which = LISTS.indexOf(list);
    const places: Place[] = [];
    let at = 0;
    for (const { from, to, patterns } of beginnings) {
      const pattern = patterns[which];
      if (!pattern || from < at) continue;
      const end = pattern === 'word' ? to : endOf(pattern, text, from);
      if (end === undefined) continue;
      at = end;
      places.push({ from, to: end });
    }
    return places;
  };
}

function endOf(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  const found = pattern.exec(text)?.[0];
  return found === undefined ? undefined : from + found.length;
}

function beginningsIn(text: string): Beginning[] {
  const beginnings: Beginning[] = [];
  for (const { 0: word, index } of text.matchAll(BEGINNINGS)) {
    if (INITIALS.test(word)) {
      beginnings.push(...beginningsInside(word, index));
      continue;
    }
    const patterns = patternsOf(word);
    if (patterns) beginnings.push({ from: index, to: index + word.length, patterns });
  }
  return beginnings;
}

/** Where blanks do not part words, an entry may begin at each letter. */
function beginningsInside(word: string, index: number): Beginning[] {
  const to = index + word.length;
  const beginnings: Beginning[] = [{ from: index, to, patterns: LISTS.map((list) => list.pattern) }];
  for (let at = 1; at < word.length; at += 1) {
    const patterns = LISTS.map((list) => (list.initials.has(word[at]!) ? list.pattern : undefined));
    if (patterns.some((pattern) => pattern)) beginnings.push({ from: index + at, to, patterns });
  }
  return beginnings;
}
