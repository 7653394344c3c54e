import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../support/project-root';

const ROOTS = ['src', 'schema', 'migrations', 'test', 'scripts', 'docs'];

function listPaths(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? [path, ...listPaths(path)] : [path];
  });
}

/** What stands as code and looks like a path, names of the parts of a diagram, and targets of links. */
function pathsIn(text: string): { named: string[]; linked: string[] } {
  const codes = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);
  const parts = [...text.matchAll(/^ *participant \w+ as (.+)$/gm)].map(([, name]) => name!);
  const inDiagrams = [...text.matchAll(/\(([\w-]+(?:\/[\w-]+)*\.ts)\)/g)].map(([, name]) => name!);
  const named = [...codes, ...parts, ...inDiagrams].filter((code) =>
    /^\w[\w.-]*(\/[\w.<>-]+)*(\/|\.ts|\.sql)$/.test(code),
  );
  const linked = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!.replace(/#.*/, ''));
  return { named, linked: linked.filter((target) => target && !/^[a-z]+:/.test(target)) };
}

/** Files are named from the root, from `src`, or by their last parts; `<name>` is for the reader to fill in. */
function isThere(named: string, paths: readonly string[]): boolean {
  const path = named.includes('<') ? dirname(named.slice(0, named.indexOf('<') + 1)) : named.replace(/\/$/, '');
  return paths.some((one) => one === path || one.endsWith(`/${path}`)) || existsSync(join(projectRoot, path));
}

const guides = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/architecture.md',
  'docs/api.md',
  'docs/telegram.md',
  'docs/add-a-payment-provider.md',
].concat(readdirSync(join(projectRoot, 'docs/decisions')).map((name) => `docs/decisions/${name}`));

describe('what a newcomer reads', () => {
  const paths = ROOTS.flatMap((root) => [root, ...listPaths(root)]);

  it.each(guides)('%s names only what is there', (guide) => {
    const { named, linked } = pathsIn(readFileSync(join(projectRoot, guide), 'utf8'));
    expect(named.filter((path) => !isThere(path, paths))).toEqual([]);
    expect(linked.filter((target) => !existsSync(join(projectRoot, dirname(guide), target)))).toEqual([]);
  });

  it('answers in one look: where is reserve, what happens at an expiry, add a field, a screen, a report', () => {
    const lines = readFileSync(join(projectRoot, 'README.md'), 'utf8').split('\n');
    const row = (question: RegExp) => pathsIn(lines.find((line) => line.startsWith('|') && question.test(line))!).named;
    expect(row(/find `reserve`/)).toContain('schema/functions/reservation/reserve.sql');
    expect(row(/happens at an expiry/)).toContain('src/usecases/reservations/expire-reservation.ts');
    expect(row(/add a field to a provider/)).toContain('src/resources/provider.ts');
    expect(row(/add a screen/)).toContain('src/bot/callbacks.ts');
    expect(row(/add a report/)).toContain('src/database/queries/reports/');
  });

  it('starts, in a container or an editor, from what is there', () => {
    const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8');
    const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from]) =>
      from!.split(' '),
    );
    const mounted = [...read('compose.yaml').matchAll(/- \.\/([\w./-]+):/g)].map(([, from]) => from!);
    const hooks = ['scripts/hooks/pre-commit'];
    expect(copied.length).toBeGreaterThan(5);
    expect(mounted).toHaveLength(1);
    expect([...copied, ...mounted, ...hooks].filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
    for (const { program } of JSON.parse(read('.vscode/launch.json')).configurations)
      expect(existsSync(program.replace(/^\$\{\w+\}/, projectRoot))).toBe(true);
  });

  it('would name a path that is gone', () => {
    const { named } = pathsIn(
      'see `src/gone.ts`, `bot/<name>.ts`, `npm test`\n  participant X as usecases/gone/it.ts\n',
    );
    expect(named).toEqual(['src/gone.ts', 'bot/<name>.ts', 'usecases/gone/it.ts']);
    expect(named.map((path) => isThere(path, paths))).toEqual([false, true, false]);
  });
});
