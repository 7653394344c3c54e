import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const ROOT = join(__dirname, '../..');
const textsIn = (folder: string, pattern: RegExp) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path))
    .map((path) => ({ path: join(folder, path), text: readFileSync(join(ROOT, folder, path), 'utf8') }));
const namesIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((found) => found[1]!);

const files = textsIn('schema/functions', /\.sql$/);

describe('the functions of the database', () => {
  it('stand in a file of their own name each, in schema/functions/<area>/, and once', () => {
    for (const { path, text } of files) {
      expect(path).toMatch(/^schema\/functions\/[a-z]+\/[a-z_]+\.sql$/);
      expect([path, namesIn(text, /^CREATE OR REPLACE FUNCTION (\w+)/gm)]).toEqual([path, [basename(path, '.sql')]]);
    }
    const names = files.map(({ path }) => basename(path, '.sql'));
    expect(names).toHaveLength(new Set(names).size);
    expect(names.length).toBeGreaterThan(70);
  });

  it('have their contract above, one body between two $$, and below nothing but triggers that call them', () => {
    for (const { path, text } of files) {
      const [head, , below = '', ...more] = text.split('$$');
      expect([path, head]).toEqual([
        path,
        expect.stringMatching(/^(-- after: \w+\n)?(-- .+\n)+CREATE OR REPLACE FUNCTION /),
      ]);
      expect([path, more]).toEqual([path, []]);
      const statements = below
        .replace(/^--.*$/gm, '')
        .split(';')
        .map((one) => one.trim());
      const called = new RegExp(`^(CREATE TRIGGER [^;]*EXECUTE FUNCTION ${basename(path, '.sql')}\\([^;]*\\))?$`);
      for (const statement of statements) expect([path, statement]).toEqual([path, expect.stringMatching(called)]);
    }
  });

  it('are not in migrations, which make tables', () => {
    for (const { path, text } of textsIn('migrations', /\.(ts|sql)$/))
      expect([path, namesIn(text, /\bCREATE\s+(?:OR\s+REPLACE\s+)?(FUNCTION|PROCEDURE|TRIGGER)\b/gi)]).toEqual([
        path,
        [],
      ]);
  });

  it('are no longer than a person reads in one go: lines of 120 characters', () => {
    for (const { path, text } of [...files, ...textsIn('migrations', /\.sql$/)])
      expect([path, text.split('\n').filter((line) => line.length > 120)]).toEqual([path, []]);
  });
});
