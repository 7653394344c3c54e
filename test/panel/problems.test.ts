import { problems as ar } from '../../src/bot/panel/texts/ar/problems';
import { problems as en } from '../../src/bot/panel/texts/en/problems';
import { problemIn } from '../../src/bot/panel/texts/problem-words';
import { problems as ru } from '../../src/bot/panel/texts/ru/problems';
import { createFormat } from '../../src/bot/texts/format';
import { PROBLEMS, type ProblemKind, readProblem, sentence } from '../../src/domain/problems';

const kinds = Object.keys(PROBLEMS) as ProblemKind[];
const placesIn = (text: string) => (text.match(/\{[a-z]+\}/g) ?? []).sort();
const VALUES: Record<string, string> = { least: '1', most: '1000000.0000', detail: 'wörter: and. more', names: 'a, b' };
const factsOf = (kind: ProblemKind) =>
  Object.fromEntries(
    placesIn(PROBLEMS[kind]).map((place) => [place.slice(1, -1), VALUES[place.slice(1, -1)] ?? 'x y']),
  );
const told = (kind: ProblemKind) => (sentence as (kind: ProblemKind, facts: object) => string)(kind, factsOf(kind));

describe('why something cannot be saved', () => {
  it.each(kinds)('is known again by its sentence: %s', (kind) => {
    expect(readProblem(told(kind))).toEqual({ kind, facts: factsOf(kind) });
  });

  it.each(kinds)('is said in three languages with the same facts: %s', (kind) => {
    for (const [language, words] of Object.entries({ en, ar, ru }) as ['en' | 'ar' | 'ru', typeof en][]) {
      expect([language, placesIn(words[kind])]).toEqual([language, placesIn(PROBLEMS[kind])]);
      const text = problemIn(createFormat(language, 'USD'), words, told(kind));
      expect(text).not.toMatch(/\{[a-z]+\}|undefined/);
      if (language === 'en') continue;
      expect(text).not.toBe(told(kind));
      expect(text).toMatch(language === 'ru' ? /[а-яё]{3}/i : /[\u0621-\u064a]{3}/);
      expect(words[kind].replace(/\{[a-z]+\}/g, '')).not.toMatch(/\b(the|give|at most|needs|must|there is)\b/i);
    }
  });

  it('keeps numbers and foreign words apart from the Arabic around them', () => {
    for (const kind of kinds) {
      const text = problemIn(createFormat('ar', 'USD'), ar, told(kind));
      const bare = text.replace(/[\u2066\u2068][^\u2066\u2068\u2069\n]*\u2069/g, '');
      expect([kind, bare.match(/[0-9A-Za-z\u2066\u2068\u2069]+/g)]).toEqual([kind, null]);
    }
  });

  it('stays as it was said when it is on no list', () => {
    expect(problemIn(createFormat('ru', 'USD'), ru, 'Something else.')).toBe('Something else.');
  });
});
