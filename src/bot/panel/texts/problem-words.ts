import type { Problem, ProblemKind } from '../../../domain/problems';
import type { Format } from '../../texts/format';

/** Every kind of problem in one language; facts stand in braces, as in `domain/problems.ts`. A new kind does not compile without. */
export type ProblemWords = Readonly<Record<ProblemKind, string>>;

const LONGEST_FACT = 200;
const PLACE = /(\{[a-z]+\})/;
/** What is written from the left inside words that may run from the right. */
const FOREIGN = /[A-Za-z0-9@][\w:/.+%~-]*/g;

/** What is wrong, in the words of a language. */
export function problemIn(f: Format, words: ProblemWords, { kind, facts }: Problem): string {
  return words[kind]
    .split(PLACE)
    .map((part) =>
      PLACE.test(part)
        ? f.name(String(facts[part.slice(1, -1)]), LONGEST_FACT)
        : part.replace(FOREIGN, (word) => f.isolated(word).text),
    )
    .join('');
}
