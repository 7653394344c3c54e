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
    return [...of(names, 0), ...of(aliases, 1), ...of(codes, 2)];
  });
  const whole = new Map<string, Set<number>>();
  for (const { text, id } of terms) whole.set(text, (whole.get(text) ?? new Set()).add(id));
  const places = new Map(things.map(({ id }, place) => [id, place]));

  const ranked = (scores: ReadonlyMap<number, number>): Match[] =>
    [...scores]
      .map(([id, score]) => ({ id, score }))
      .sort((a, b) => b.score - a.score || places.get(a.id)! - places.get(b.id)!);

  function collect(score: (term: Term) => number | undefined): Map<number, number> {
    const scores = new Map<number, number>();
    for (const term of terms) {
      const value = score(term);
      if (value !== undefined && value > (scores.get(term.id) ?? 0)) scores.set(term.id, value);
    }
    return scores;
  }

  return {
    /** What fits, best first; typos are looked for, if at all, only where nothing fits without one. */
    find({ compact }: SearchForm, { withTypos }: { withTypos: boolean }): Match[] {
      if (compact === '') return [];
      const isNumber = /^\d+$/.test(compact);
      const typed = isNumber ? compact.replace(/^00/, '') : compact;
      const plain = collect((term) => scoreOf(term, typed, isNumber));
      if (plain.size > 0 || isNumber || !withTypos) return ranked(plain);
      const skeleton = arabicSkeleton(typed);
      const spelt = collect((term) =>
        skeleton === undefined || term.skeleton !== skeleton ? undefined : FIT.spelling,
      );
      return ranked(spelt.size > 0 ? spelt : collect(typoScoreOf(typed)));
    },

    /** Those that are called exactly so. */
    named: (compact: string): readonly number[] => [...(whole.get(compact) ?? [])],

    /** What is nearest to words that fit nothing; best first, and nothing that has hardly a letter of them. */
    guess({ compact }: SearchForm): Match[] {
      const most = compact.length < 5 ? 1.8 : compact.length < 9 ? 2.8 : 3.8;
      if (compact.length < LEAST_FOR_TYPO - 1 || /^\d+$/.test(compact)) return [];
      const letters = lettersOf(compact);
      return ranked(
        collect((term) => {
          if (term.isNumber || term.text.length < LEAST_FOR_TYPO - 1) return undefined;
          if (countBits(letters & ~term.letters) > most) return undefined;
          const { whole: all, beginning } = typingDistance(compact, term.text, most);
          const distance = Math.min(all, beginning + 0.5);
          return distance > most ? undefined : FIT.found - distance - term.rank / 10;
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
  const letters = lettersOf(typed);
  return (term) => {
    const { text, rank } = term;
    if (rank === 2 || term.isNumber || typed.length < LEAST_FOR_TYPO || text.length < LEAST_FOR_TYPO - 1)
      return undefined;
    // One typo brings at most one letter that the word lacks.
    if (text.length < typed.length - 1 || countBits(letters & ~term.letters) > 1) return undefined;
    const { whole, beginning } = typingDistance(typed, text, ONE_TYPO);
    const bonus = (2 - rank) / 10;
    if (whole <= ONE_TYPO) return FIT.typo - TYPO_WEIGHT * whole + bonus;
    if (beginning <= ONE_TYPO && typed.length >= LEAST_FOR_TYPO_IN_BEGINNING)
      return FIT.typoInBeginning - TYPO_WEIGHT * beginning + bonus;
    return undefined;
  };
}
