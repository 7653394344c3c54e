import { arabicSkeleton, type SearchForm, searchForm } from './search-form';
import { countBits, lettersOf, typingDistance } from './typing-distance';

/** Something that people look for. */
export interface Searchable {
  readonly id: number;
  /** What it is called, first by its best name; then what else people call it; then codes, which nobody types a part of. */
  readonly names: readonly string[];
  readonly aliases: readonly string[];
  readonly codes: readonly string[];
}

export interface Match {
  readonly id: number;
  /** 0 to 100; see FIT. */
  readonly score: number;
}

/** How well typed words fit, best first. Names count one more than aliases, and those one more than codes. */
export const FIT = {
  whole: 98,
  beginning: 80,
  word: 70,
  part: 60,
  /** Another spelling of a foreign name. */
  spelling: 57,
  /** One typo, less its weight. */
  typo: 50,
  typoInBeginning: 38,
  /** The least that counts as found; what is nearest of all others may still be meant. */
  found: 20,
} as const;
const TYPO_WEIGHT = 10;
const ONE_TYPO = 1;
const LEAST_FOR_TYPO = 4;
const LEAST_FOR_TYPO_IN_BEGINNING = 5;
const LEAST_FOR_PART = 3;

interface Term {
  readonly id: number;
  /** Place in the menu. */
  readonly place: number;
  readonly text: string;
  /** Where its words begin. */
  readonly starts: readonly number[];
  readonly rank: 0 | 1 | 2;
  readonly letters: number;
  readonly skeleton: string | undefined;
  readonly isNumber: boolean;
}

export type TermIndex = ReturnType<typeof createTermIndex>;

/** All that one kind of things is called, in the order of the menu, ready to be searched. */
export function createTermIndex(things: readonly Searchable[]) {
  const terms = things.flatMap(({ id, names, aliases, codes }, place) => {
    const of = (words: readonly string[], rank: Term['rank']) =>
      words.flatMap((word) => termOf(word, { id, place, rank }) ?? []);
    const seen = new Set<string>();
    const isNew = ({ text }: Term) => !seen.has(text) && seen.add(text);
    return [...of(names, 0), ...of(aliases, 1), ...of(codes, 2)].filter(isNew);
  });
  const masks = Int32Array.from(terms, ({ letters }) => letters);
  const whole = new Map<string, Set<number>>();
  for (const { text, id } of terms) whole.set(text, (whole.get(text) ?? new Set()).add(id));
  const places = new Map(things.map(({ id }, place) => [id, place]));

  const ranked = (scores: ReadonlyMap<number, number>): Match[] =>
    [...scores]
      .map(([id, score]) => ({ id, score }))
      .sort((a, b) => b.score - a.score || places.get(a.id)! - places.get(b.id)!);

  /** Only of terms that lack at most `mostLacking` of these letters: a look at a number each, before the terms themselves. */
  function collect(
    letters: number,
    mostLacking: 0 | 1 | 32,
    score: (term: Term) => number | undefined,
  ): Map<number, number> {
    const scores = new Map<number, number>();
    for (let at = 0; at < masks.length; at += 1) {
      const lacking = letters & ~masks[at]!;
      if (lacking !== 0 && (mostLacking === 0 || (mostLacking === 1 && (lacking & (lacking - 1)) !== 0))) continue;
      const term = terms[at]!;
      const value = score(term);
      if (value !== undefined && value > (scores.get(term.id) ?? 0)) scores.set(term.id, value);
    }
    return scores;
  }

  return {
    /** What fits, best first, without any typo. */
    find({ compact }: SearchForm): Match[] {
      if (compact === '') return [];
      const isNumber = /^\d+$/.test(compact);
      const typed = isNumber ? compact.replace(/^00/, '') : compact;
      // A word that lacks a letter cannot hold them; digits may be more than a code has.
      const letters = isNumber ? 0 : lettersOf(typed);
      const plain = collect(letters, 0, (term) => scoreOf(term, typed, isNumber));
      const skeleton = plain.size > 0 ? undefined : arabicSkeleton(typed);
      if (skeleton === undefined) return ranked(plain);
      return ranked(collect(0, 0, (term) => (term.skeleton === skeleton ? FIT.spelling : undefined)));
    },

    /** What fits but for one typo. */
    findMistyped: ({ compact }: SearchForm): Match[] =>
      compact.length < LEAST_FOR_TYPO ? [] : ranked(collect(lettersOf(compact), 1, typoScoreOf(compact))),

    /** Those that are called exactly so. */
    named: (compact: string): readonly number[] => [...(whole.get(compact) ?? [])],

    /** What is nearest to words that fit nothing; best first, and nothing that has hardly a letter of them. */
    guess({ compact }: SearchForm): Match[] {
      const most = compact.length < 5 ? 1.8 : compact.length < 9 ? 2.8 : 3.8;
      if (compact.length < LEAST_FOR_TYPO - 1 || /^\d+$/.test(compact)) return [];
      const letters = lettersOf(compact);
      return ranked(
        collect(letters, 32, (term) => {
          const { text, rank } = term;
          if (term.isNumber || Math.abs(text.length - compact.length) > most) return undefined;
          // Each step away from a word brings a letter that it lacks, or takes one that it has, or both.
          if (countBits(letters & ~term.letters) > most || countBits(term.letters & ~letters) > most) return undefined;
          const distance = typingDistance(compact, text, most).whole;
          return distance > most ? undefined : FIT.found - distance - rank / 10;
        }),
      );
    },
  };
}

function termOf(word: string, o: Pick<Term, 'id' | 'place' | 'rank'>): Term | undefined {
  const { compact: text, words } = searchForm(word);
  if (text === '') return undefined;
  const starts = words.map((_, at) => words.slice(0, at).join('').length);
  const letters = lettersOf(text);
  return { ...o, text, starts, letters, skeleton: arabicSkeleton(text), isNumber: /^\d+$/.test(text) };
}

function scoreOf(term: Term, typed: string, isNumber: boolean): number | undefined {
  const { text, rank } = term;
  const bonus = 2 - rank;
  if (text === typed) return FIT.whole + bonus;
  if (isNumber && term.isNumber) {
    if (text.startsWith(typed)) return FIT.beginning;
    // A whole phone number, and the country that it is of.
    return typed.length > text.length + 1 && typed.startsWith(text) ? FIT.word + text.length : undefined;
  }
  if (rank === 2) return undefined;
  if (text.startsWith(typed)) return FIT.beginning + bonus;
  if (typed.length < LEAST_FOR_PART) return undefined;
  const at = text.indexOf(typed);
  if (at < 0) return undefined;
  return (term.starts.some((start) => text.startsWith(typed, start)) ? FIT.word : FIT.part) + bonus;
}

function typoScoreOf(typed: string): (term: Term) => number | undefined {
  // Whatever one typo does to two letters that stand together, what is well before or well behind them is as it should be.
  const half = typed.length >> 1;
  const [head, tail] = [typed.slice(0, half - 1), typed.slice(half + 1)];
  return (term) => {
    const { text, rank } = term;
    if (rank === 2 || term.isNumber || text.length < Math.max(LEAST_FOR_TYPO, typed.length) - 1) return undefined;
    const isHalfRight =
      text.startsWith(head) ||
      text.startsWith(tail, half) ||
      text.startsWith(tail, half + 1) ||
      text.startsWith(tail, half + 2);
    if (!isHalfRight) return undefined;
    const { whole, beginning } = typingDistance(typed, text, ONE_TYPO);
    const bonus = (2 - rank) / 10;
    if (whole <= ONE_TYPO) return FIT.typo - TYPO_WEIGHT * whole + bonus;
    if (beginning <= ONE_TYPO && typed.length >= LEAST_FOR_TYPO_IN_BEGINNING)
      return FIT.typoInBeginning - TYPO_WEIGHT * beginning + bonus;
    return undefined;
  };
}
