import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from '../support/project-root';

const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
const installed = new Set([...Object.keys(dependencies), ...Object.keys(optionalDependencies)]);

const VALUES =
  /^(?:import|export)\s(?!type\s)[^;]*?from '([^.'][^']*)'|(?:require|import)\('([^.'][^']*)'\)|^import '([^.'][^']*)'/gm;

/** The packages of npm whose values a source asks for; types are gone when it runs. */
function packagesOf(text: string): string[] {
  return [...text.matchAll(VALUES)]
    .map(([, ...names]) => names.find((name) => name !== undefined)!)
    .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
}

describe('what the program imports', () => {
  it('is there after an install without the packages for development', () => {
    const files = ['src', 'migrations'].flatMap((folder) =>
      readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(folder, name)),
    );
    const lacking = files.flatMap((file) =>
      packagesOf(readFileSync(join(projectRoot, file), 'utf8'))
        .filter((name) => !installed.has(name))
        .map((name) => `${file} imports ${name}, which package.json has not among "dependencies"`),
    );
    expect(lacking).toEqual([]);
  });

  it('is found in every form, but not where only a type is named', () => {
    const text = [
      "import 'one';",
      "import { a,\n  b } from '@scope/two/deep';",
      "import type { T } from 'only-types';",
      "export { c } from 'three';",
      "const d = require('four/sync');",
      "const e = await import('five');",
      "import { readFileSync } from 'node:fs';",
      "import { near } from './near';",
    ].join('\n');
    expect(packagesOf(text)).toEqual(['one', '@scope/two', 'three', 'four', 'five']);
  });
});
