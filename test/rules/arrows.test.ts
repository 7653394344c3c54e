import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { transformSync } from '@swc/core';
import ts from 'typescript';

const src = join(__dirname, '../../src');

/**
 * What each part of `src` may import besides itself. A folder stands for all in it; a longer path allows that alone, and
 * has its own row where it may import less. "packages" means any package of npm or Node that `onlyIn` does not reserve.
 */
const allowed: Record<string, string[]> = {
  domain: [],
  ports: ['domain'],
  // What resources are made of, and their fields: read by use cases and by both edges.
  resources: ['app', 'database/entities', 'domain', 'packages'],
  database: ['domain', 'ports/clock', 'ports/ids', 'packages'],
  // Pure functions: matchPattern, whose time limit alone needs the machine, and those over addresses.
  usecases: [
    'app',
    'resources',
    'database',
    'ports',
    'domain',
    'platform/match-pattern',
    'platform/networks',
    'packages',
  ],
  providers: ['app', 'ports', 'domain', 'platform', 'config/secret', 'packages'],
  payments: ['app', 'ports', 'domain', 'platform', 'config/secret', 'packages'],
  bot: ['app', 'usecases', 'resources', 'database/queries', 'ports', 'domain', 'platform', 'config', 'packages'],
  api: ['app', 'usecases', 'resources', 'database/queries', 'ports', 'domain', 'platform', 'config', 'packages'],
  jobs: ['app', 'usecases', 'database/queries', 'ports', 'domain', 'platform', 'config', 'packages'],
  // Connections to centres of SMS that the shop keeps open.
  links: ['app', 'usecases', 'ports', 'domain', 'platform', 'packages'],
  // The operator's tools emit schemas and examine a database that the program cannot open.
  cli: [
    'app',
    'api/schema',
    'api/resale/rest/openapi',
    'database',
    'usecases',
    'ports',
    'domain',
    'platform',
    'config',
    'compose',
    'open-database',
    'packages',
  ],
  // Why nothing is sent to an address is told by its kind, and kept as words for the operator.
  platform: ['ports', 'domain/problems', 'config/secret', 'packages'],
  config: ['platform', 'packages'],
  // It starts the real program, and gives it addresses and keys by configuration.
  sandbox: ['app', 'main', 'usecases', 'database/queries', 'ports', 'domain', 'platform', 'config', 'packages'],
  // These three know no shop, so that they could be packages of their own.
  'sandbox/telegram': ['packages'],
  'sandbox/vendors': ['domain/money', 'packages'],
  'sandbox/payments': ['domain/money', 'sandbox/vendors/kernel', 'packages'],
  app: ['database', 'domain', 'platform', 'ports', 'config'],
  // Composition: these few know concrete parts.
  main: [
    'app',
    'compose',
    'compose-bot',
    'open-database',
    'bot',
    'api',
    'jobs',
    'links',
    'platform',
    'ports',
    'config',
    'packages',
  ],
  start: [
    'app',
    'main',
    'compose',
    'open-database',
    'bot',
    'api',
    'jobs',
    'links',
    'platform',
    'ports',
    'config',
    'sandbox',
    'packages',
  ],
  compose: [
    'app',
    'bot',
    'api',
    'jobs',
    'usecases',
    'database',
    'providers',
    'payments',
    'platform',
    'ports',
    'domain',
    'config',
    'packages',
    'open-database',
  ],
  'compose-bot': ['app', 'bot', 'platform', 'ports', 'domain', 'config', 'packages'],
  'open-database': ['database', 'domain', 'platform', 'ports', 'config', 'packages'],
};

/** What may be named, though not called: such an import leaves no trace in the compiled code. */
const nameable: Record<string, string[]> = {
  bot: ['database'],
  api: ['database'],
  jobs: ['database'],
  usecases: ['platform'],
  resources: ['database'],
};

/** Packages that one folder keeps from the rest, so that a successor could take their place. */
const onlyIn: Record<string, string[]> = {
  telegram: ['bot/telegram', 'sandbox'],
  'big-integer': ['bot/telegram', 'sandbox'],
};

interface Arrow {
  /** Path below `src`, without its ending. */
  from: string;
  /** The same, or the name of a package. */
  to: string;
  toPackage: boolean;
  /** Nothing of it is left in the compiled code. */
  typeOnly?: boolean;
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listSources(path) : /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function arrowsOf(file: string, text: string): Arrow[] {
  const from = withoutEnding(relative(src, file));
  const mayName = nameable[String(from.split('/')[0])] ?? [];
  let left: Set<string> | undefined;
  return [...importedBy(text)].map((fileName) => {
    if (fileName.startsWith('.')) {
      const to = relative(src, resolve(file, '..', fileName));
      // Compiling is slow, so it is left to the files where it matters.
      if (mayName.some((folder) => isIn(to, folder))) left ??= importedBy(compiled(text));
      return { from, to, toPackage: false, typeOnly: left !== undefined && !left.has(fileName) };
    }
    const [scope, name] = fileName.split('/');
    return { from, to: fileName.startsWith('@') ? `${scope}/${name}` : String(scope), toPackage: true };
  });
}

/** Without types, and without the imports that only they needed. */
function compiled(text: string): string {
  return transformSync(text, { swcrc: false, jsc: { parser: { syntax: 'typescript', decorators: true } } }).code;
}

function importedBy(text: string): Set<string> {
  return new Set(ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName));
}

/** Says what is wrong with an arrow; undefined when nothing is. */
function objection({ from, to, toPackage, typeOnly }: Arrow): string | undefined {
  const part = partOf(from);
  const may = allowed[part];
  if (!may) return `src/${part} is new: say in test/rules/arrows.test.ts what it may import`;
  const reserved = toPackage ? onlyIn[to] : undefined;
  if (reserved && !reserved.some((folder) => isIn(from, folder)))
    return `only ${reserved.join(' and ')} may import ${to}`;
  if (typeOnly && nameable[part]?.some((folder) => isIn(to, folder))) return undefined;
  if (toPackage ? may.includes('packages') : isIn(to, part) || may.some((folder) => isIn(to, folder))) return undefined;
  return `${part} may import ${[part, ...may].join(', ')}`;
}

/** The row of `allowed` that speaks for a file: the longest path that holds it. */
function partOf(path: string): string {
  const rows = Object.keys(allowed).filter((row) => isIn(path, row));
  return rows.sort((a, b) => b.length - a.length)[0] ?? String(path.split('/')[0]);
}

/** What runs a statement: SQL or TypeORM's manager of an access, or the driver's own. */
const STATEMENT = /\.(sql|manager)\b(?!['"])|\.(rows|query)[(<]/;

const isIn = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
const withoutEnding = (path: string) => path.replace(/\.tsx?$/, '');
const strays = (arrows: Arrow[]) =>
  arrows.flatMap((arrow) => {
    const problem = objection(arrow);
    return problem ? [`src/${arrow.from}.ts imports ${arrow.to}: ${problem}`] : [];
  });

describe('the arrows between the parts', () => {
  const sources = listSources(src);

  it('point one way: edges, use cases, then database, ports and domain', () => {
    expect(strays(sources.flatMap((file) => arrowsOf(file, readFileSync(file, 'utf8'))))).toEqual([]);
  });

  it('end at src/database for every statement: SQL and entities are at home there', () => {
    // The tables of gammu-smsd are that daemon's wire, and none of ours.
    const strangers = ['database', 'sandbox', 'platform/embedded-postgres', 'providers/gammu-smsd/inbox-table'];
    const found = sources.flatMap((file) => {
      const from = withoutEnding(relative(src, file));
      if (strangers.some((folder) => isIn(from, folder))) return [];
      return STATEMENT.test(readFileSync(file, 'utf8')) ? [from] : [];
    });
    expect(found).toEqual([]);
    for (const text of [
      'app.db.sql.rows(`a`)',
      'const { rows } = await tx.sql',
      'db.manager.find(User)',
      'pool.query(x)',
    ])
      expect(STATEMENT.test(text)).toBe(true);
  });

  it('leave app.ts without a line of code: it is imported by all, so it may only name types', () => {
    for (const file of sources.filter((path) => relative(src, path) === 'app.ts')) {
      const compiled = ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: { isolatedModules: true } });
      expect(
        compiled.outputText.replace(/^("use strict";|export \{\};|Object\.defineProperty\(exports.*)$/gm, ''),
      ).toMatch(/^(\s|\/\/.*|\/\*[\s\S]*?\*\/)*$/);
    }
  });

  it('are seen in every form of import, and a stray one is named with what would be right', () => {
    const imports = [
      "import type { X } from '../../database/x'",
      "import x from '../../usecases/x'",
      "export * from '../../database'",
      "const t = require('telegram')",
    ];
    const found = arrowsOf(
      join(src, 'bot/screens/home.ts'),
      [...imports, "await import('../../sandbox/x')"].join('\n'),
    );
    expect(found.map(({ to }) => to)).toEqual(['database/x', 'usecases/x', 'database', 'telegram', 'sandbox/x']);
    expect(strays(found)).toEqual([
      expect.stringMatching(/^src\/bot\/screens\/home\.ts imports database: bot may import bot, app, usecases/),
      'src/bot/screens/home.ts imports telegram: only bot/telegram and sandbox may import telegram',
      expect.stringMatching(/^src\/bot\/screens\/home\.ts imports sandbox\/x: bot may import bot, app, usecases/),
    ]);
    expect(strays([{ from: 'domain/money', to: 'zod', toPackage: true }])).toHaveLength(1);
    expect(strays([{ from: 'newcomer/x', to: 'domain/x', toPackage: false }])[0]).toContain('is new');
    const inVendors = (to: string) => ({ from: 'sandbox/vendors/x', to, toPackage: false });
    expect(strays(['domain/money/money', 'sandbox/vendors/y'].map(inVendors))).toEqual([]);
    expect(strays(['domain/number/x', 'sandbox/web/x', 'ports/clock'].map(inVendors))).toHaveLength(3);
  });
});
