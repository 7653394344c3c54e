/** Compiles TypeScript only when something changed since the last time. Used by the other scripts. */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');

const root = path.join(__dirname, '..');

/**
 * Brings `outDir` up to date with `sources` (folders). Compiler messages go to standard error. Throws an Error with a
 * sentence for people when that is not possible. `say` hears that it begins, since it takes a while, and how long it took.
 *
 * @param {{ project: string, outDir: string, sources: string[], force?: boolean, say?: (line: string) => void }} options
 * @returns {boolean} true if something was compiled
 */
function compileIfStale({ project, outDir, sources, force = false, say = () => undefined }) {
  const out = path.join(root, outDir);
  const stampFile = path.join(out, '.stamp');
  const files = sources.flatMap((folder) => listFiles(path.join(root, folder)));
  const stamp = stampOf([...files, path.join(root, 'tsconfig.json'), path.join(root, project)]);
  if (!force && read(stampFile) === stamp) return false;

  const compiler = findCompiler();
  if (!compiler) {
    // An image built elsewhere and shipped without development packages has other file times but a whole build.
    if (fs.existsSync(stampFile) && !force) return false;
    throw new Error('The program is not built and the compiler is not installed. Run "npm ci" and "npm run build".');
  }
  const began = Date.now();
  say('compiling, which happens once after each change');
  fs.mkdirSync(out, { recursive: true });
  fs.rmSync(stampFile, { force: true });
  if (force) fs.rmSync(path.join(out, '.tsbuildinfo'), { force: true });
  const { status } = spawnSync(process.execPath, [compiler, '-p', project], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('The sources do not compile; see the messages above.');
  dropOrphans(out, sources);
  copyAssets(out, files);
  fs.writeFileSync(stampFile, stamp);
  say(`compiled in ${Math.round((Date.now() - began) / 1000)} s`);
  return true;
}

function findCompiler() {
  try {
    return require.resolve('typescript/bin/tsc');
  } catch {
    return undefined;
  }
}

function listFiles(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? listFiles(full) : [full];
  });
}

function stampOf(files) {
  const hash = createHash('sha1');
  for (const file of files) {
    const { size, mtimeMs } = fs.statSync(file);
    hash.update(`${path.relative(root, file)}:${size}:${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** A compiled file whose source is gone would still run, a migration for example. */
function dropOrphans(out, sources) {
  for (const folder of sources) {
    for (const file of listFiles(path.join(out, folder))) {
      const name = path.relative(out, file);
      const compiled = /^(.*)\.js(\.map)?$/.exec(name);
      const origins = compiled ? [`${compiled[1]}.ts`, `${compiled[1]}.js`] : [name];
      if (!origins.some((origin) => fs.existsSync(path.join(root, origin)))) fs.rmSync(file);
    }
  }
}

/** What is read at run time and is no TypeScript: pages, styles, pictures. What is written for people stays behind. */
function copyAssets(out, files) {
  for (const file of files) {
    if (/\.(ts|md)$/.test(file)) continue;
    const target = path.join(out, path.relative(root, file));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(file, target);
  }
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

const program = { project: 'tsconfig.build.json', outDir: 'dist', sources: ['src', 'migrations', 'schema/functions'] };
const benches = {
  project: 'tsconfig.bench.json',
  outDir: 'dist/bench',
  sources: ['src', 'migrations', 'schema/functions', 'test/bench', 'test/support'],
};

module.exports = { compileIfStale, program, benches };
