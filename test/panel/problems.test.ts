import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { problems as ar } from '../../src/bot/panel/texts/ar/problems';
import { problems as en } from '../../src/bot/panel/texts/en/problems';
import { problemIn } from '../../src/bot/panel/texts/problem-words';
import { problems as ru } from '../../src/bot/panel/texts/ru/problems';
import { createFormat } from '../../src/bot/texts/format';
import { PROBLEMS, type ProblemKind, sentence } from '../../src/domain/problems';

const kinds = Object.keys(PROBLEMS) as ProblemKind[];
const placesIn = (text: string) => (text.match(/\{[a-z]+\}/g) ?? []).sort();
const VALUES: Record<string, string> = { least: '1', most: '1000000.0000', detail: 'wörter: and. more', names: 'a, b' };
const factsOf = (kind: ProblemKind) =>
  Object.fromEntries(
    placesIn(PROBLEMS[kind]).map((place) => [place.slice(1, -1), VALUES[place.slice(1, -1)] ?? 'x y']),
  );
const made = (kind: ProblemKind) => ({ kind, facts: factsOf(kind), path: '' });

const src = join(__dirname, '../../src');
function sourcesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((one) => one.name.endsWith('.ts')).map((one) => join(one.parentPath, one.name));
}

describe('why something cannot be saved', () => {
  it.each(kinds)('is told to programs with all its facts: %s', (kind) => {
    const told = sentence(made(kind));
    for (const fact of Object.values(factsOf(kind))) expect(told).toContain(fact);
    expect(told).not.toMatch(/\{[a-z]+\}|undefined/);
  });

  it('becomes a sentence at an edge, not before', () => {
    const inner = ['usecases', 'domain', 'database', 'resources'].flatMap((folder) => sourcesIn(join(src, folder)));
    const early = inner.filter((file) => /\bsentences?\(/.test(readFileSync(file, 'utf8')));
    // What became of an export is kept as words for its operator.
    expect(early.map((file) => relative(src, file))).toEqual([
      'usecases/exports/write-export.ts',
      'domain/problems.ts',
    ]);
    const told = sourcesIn(src).filter((file) => /\bproblem: string\b/.test(readFileSync(file, 'utf8')));
    expect(told).toEqual([]);
  });

  it.each(kinds)('is said in three languages with the same facts: %s', (kind) => {
    for (const [language, words] of Object.entries({ en, ar, ru }) as ['en' | 'ar' | 'ru', typeof en][]) {
      expect([language, placesIn(words[kind])]).toEqual([language, placesIn(PROBLEMS[kind])]);
      const text = problemIn(createFormat(language, 'USD'), words, made(kind));
      expect(text).not.toMatch(/\{[a-z]+\}|undefined/);
      if (language === 'en') continue;
      expect(text).not.toBe(sentence(made(kind)));
      expect(text).toMatch(language === 'ru' ? /[а-яё]{3}/i : /[\u0621-\u064a]{3}/);
      expect(words[kind].replace(/\{[a-z]+\}/g, '')).not.toMatch(/\b(the|give|at most|needs|must|there is)\b/i);
    }
  });

  it('keeps numbers and foreign words apart from the Arabic around them', () => {
    for (const kind of kinds) {
      const text = problemIn(createFormat('ar', 'USD'), ar, made(kind));
      const bare = text.replace(/[\u2066\u2068][^\u2066\u2068\u2069\n]*\u2069/g, '');
      expect([kind, bare.match(/[0-9A-Za-z\u2066\u2068\u2069]+/g)]).toEqual([kind, null]);
    }
  });
});
