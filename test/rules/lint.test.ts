import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../support/project-root';

const promises = `
export async function work(): Promise<number> { return 1; }
const later = (run: () => void) => run();
export function play(list: number[]): void {
  work();
  list.map(async (x) => x);
  list.forEach(async (x) => { await x; });
  later(async () => {});
  if (work()) void work();
}`;
const switches = `
type Outcome = { kind: 'sold' } | { kind: 'refused' };
export function say(outcome: Outcome): void {
  switch (outcome.kind) {
    case 'sold': console.log('sold');
  }
}`;

/** Lint is only as good as its rules are awake: each of ours is shown what it must not let through. */
describe('the lint of this project', () => {
  let folder: string;

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'lint-')));
    mkdirSync(join(folder, 'src'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const run = (script: string, ...args: string[]) =>
    spawnSync(process.execPath, [join(projectRoot, 'node_modules', script), ...args], {
      cwd: folder,
      encoding: 'utf8',
    });

  it('names a promise that nobody waits for, one in the wrong place, and a switch that forgets a case', () => {
    write('src/promises.ts', promises);
    write('src/switches.ts', switches);
    write('tsconfig.json', JSON.stringify({ extends: join(projectRoot, 'tsconfig.json'), include: ['src'] }));
    write(
      'eslint.config.mjs',
      `import ours from ${JSON.stringify(join(projectRoot, 'eslint.config.mjs'))};
      const parserOptions = { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname };
      export default ours.map((part) => part.languageOptions
        ? { ...part, languageOptions: { ...part.languageOptions, parserOptions } } : part);`,
    );
    const { stdout, stderr } = run('eslint/bin/eslint.js', '--format', 'json', 'src');
    expect(stderr).toBe('');
    const found = (JSON.parse(stdout) as { messages: { ruleId: string; line: number }[] }[]).flatMap(({ messages }) =>
      messages.map(({ ruleId, line }) => `${ruleId.split('/')[1]} ${line}`),
    );
    expect(found).toEqual([
      'no-floating-promises 5',
      'no-floating-promises 6',
      'no-misused-promises 7',
      'no-misused-promises 8',
      'no-misused-promises 9',
      'switch-exhaustiveness-check 4',
    ]);
  });

  it('names both ends of a circle of imports, but not a type that is only named', () => {
    copyFileSync(join(projectRoot, 'biome.json'), join(folder, 'biome.json'));
    write('src/door.ts', "import { house } from './house';\nexport const door = () => house;\n");
    write('src/house.ts', "import { door } from './door';\nexport const house = [door];\n");
    write('src/name.ts', "import type { Named } from './named';\nexport const name = (it: Named) => it;\n");
    write('src/named.ts', "import { name } from './name';\nexport type Named = typeof name;\n");
    const { stdout } = run('@biomejs/biome/bin/biome', 'lint', '--reporter=json', 'src');
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: string } }[] };
    const circles = diagnostics.filter(({ category }) => category === 'lint/suspicious/noImportCycles');
    expect(circles.map(({ location }) => location.path).sort()).toEqual(['src/door.ts', 'src/house.ts']);
  });
});
