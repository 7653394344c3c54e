/**
 * Counts what the layout of the code is judged by: node scripts/figures.js [folder of a checkout, to be named side by
 * side ...]. Without a folder it counts this checkout.
 */
const fs = require('node:fs');
const path = require('node:path');
const { transformSync } = require('@swc/core');
const ts = require('typescript');

const isText = (file) => /^src\/bot\/(panel\/)?texts\//.test(file);
const isSandbox = (file) => file.startsWith('src/sandbox/');

function filesBelow(root, folder) {
  const full = path.join(root, folder);
  if (!fs.existsSync(full)) return [];
  return fs.readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, file) : [file];
  });
}

function figuresOf(root) {
  const texts = new Map();
  const read = (file) => {
    if (!texts.has(file)) texts.set(file, fs.readFileSync(path.join(root, file), 'utf8'));
    return texts.get(file);
  };
  const lines = (files) => files.reduce((sum, file) => sum + read(file).split('\n').length - 1, 0);
  const count = (files, pattern) => files.reduce((sum, file) => sum + (read(file).match(pattern)?.length ?? 0), 0);

  const src = filesBelow(root, 'src').filter((file) => /\.(ts|js|sql)$/.test(file));
  const code = src.filter((file) => !isSandbox(file) && !isText(file));
  const typescript = code.filter((file) => file.endsWith('.ts'));
  const schema = [...filesBelow(root, 'migrations'), ...filesBelow(root, 'schema/functions')];
  const defined = schema.flatMap((file) =>
    [...read(file).matchAll(/CREATE (?:OR REPLACE )?FUNCTION\s+(?:public\.)?"?(\w+)/gi)].map(([, name]) => name),
  );
  const inMigrations = count(filesBelow(root, 'migrations'), /CREATE (?:OR REPLACE )?FUNCTION\s/gi);
  const arrows = src.filter((file) => file.endsWith('.ts')).flatMap((file) => importsOf(root, file, read(file)));
  return {
    'lines of src without sandbox and texts': lines(code),
    'files of src without sandbox and texts': code.length,
    'lines of migrations and schema/functions': lines(schema),
    'lines of src/sandbox': lines(src.filter(isSandbox)),
    'lines of texts': lines(src.filter(isText)),
    'hand-written statements': statementsIn(typescript, read).size,
    'definitions of SQL functions': `${defined.length} of ${new Set(defined).size}, ${inMigrations} in migrations`,
    'AS "camelCase" in src': count(typescript, /\bAS "[a-z]+[A-Z]\w*"/g),
    'files that mention earlyCancelS': src.filter((file) => /early_?cancel_?s\b/i.test(read(file))).length,
    'circles of values': circlesOf(arrows),
    'arrows upwards': arrows.filter(({ from, to }) => floorOf(from) < floorOf(to)).length,
    '`problem: string`': count(typescript, /\bproblem\??: string\b/g),
  };
}

/** Distinct texts of SQL among the arguments of `rows(...)` and `query(...)`; a text that is named only counts once. */
function statementsIn(files, read) {
  const found = new Set();
  for (const file of files) {
    const visit = (node) => {
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
        const { name } = node.expression;
        const isNamed = name.text === 'rows' && node.arguments.length >= 2;
        if (isNamed) found.add(node.arguments[1].getText().replace(/\s+/g, ' '));
        else if (
          name.text === 'query' &&
          node.arguments[0] &&
          /\b(SELECT|INSERT|UPDATE|DELETE|WITH)\b/.test(node.arguments[0].getText())
        )
          found.add(node.arguments[0].getText().replace(/\s+/g, ' '));
      }
      ts.forEachChild(node, visit);
    };
    if (/\.(rows|query)\b/.test(read(file))) visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true));
  }
  return found;
}

/** What a file imports of ours when it runs: types are stripped before. */
function importsOf(root, file, text) {
  const { code } = transformSync(text, {
    swcrc: false,
    jsc: { parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true } },
  });
  return ts.preProcessFile(code, true, true).importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith('.')) return [];
    const base = path.posix.join(path.posix.dirname(file), fileName);
    const to = [`${base}.ts`, `${base}/index.ts`, base].find((one) => fs.existsSync(path.join(root, one)));
    return to?.endsWith('.ts') ? [{ from: file, to }] : [];
  });
}

/** Groups of files each of which needs all the others, by Tarjan's way. */
function circlesOf(arrows) {
  const next = new Map();
  for (const { from, to } of arrows) next.set(from, [...(next.get(from) ?? []), to]);
  const index = new Map();
  const low = new Map();
  const stack = [];
  let circles = 0;
  const visit = (file) => {
    index.set(file, index.size);
    low.set(file, index.get(file));
    stack.push(file);
    for (const to of next.get(file) ?? []) {
      if (!index.has(to)) visit(to);
      if (stack.includes(to)) low.set(file, Math.min(low.get(file), low.get(to)));
    }
    if (low.get(file) !== index.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1) circles += 1;
  };
  for (const file of next.keys()) if (!index.has(file)) visit(file);
  return circles;
}

/** From the ground up; each floor may stand only on those below it, and on its own. */
const FLOORS = [
  ['domain'],
  ['ports'],
  ['config', 'platform'],
  ['database', 'providers'],
  ['resources'],
  ['usecases'],
  ['bot', 'api', 'jobs'],
];

function floorOf(file) {
  const part = file.split('/')[1];
  const floor = FLOORS.findIndex((parts) => parts.includes(part));
  return floor === -1 ? FLOORS.length : floor; // compose.ts and what else stands beside the folders knows all, and so do the operator's tools
}

const folders = process.argv.slice(2);
const roots = folders.length > 0 ? folders : [path.join(__dirname, '..')];
const columns = roots.map((root) => figuresOf(path.resolve(root)));
const names = Object.keys(columns[0]);
console.log(`| figure | ${roots.map((root) => path.basename(path.resolve(root))).join(' | ')} |`);
console.log(`| --- | ${roots.map(() => '---').join(' | ')} |`);
for (const name of names) console.log(`| ${name} | ${columns.map((column) => column[name]).join(' | ')} |`);
