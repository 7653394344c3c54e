/**
 * npm leaves optional packages of other platforms that it could not resolve out of package-lock.json, and then "npm ci"
 * fails with "Missing: ... from lock file". This adds a stub for each. Run it after every change of dependencies; with
 * --check it changes nothing and fails when one is missing.
 */
const fs = require('node:fs');
const path = require('node:path');

const file = path.join(__dirname, '..', 'package-lock.json');

/** Names, versions and parents of optional dependencies without an entry. */
function findMissing(packages) {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(packages, parent, name))
      .map(([name, version]) => ({ name, version, parent })),
  );
}

/** Node looks for a package in the node_modules of the parent and then of each folder above. */
function isLocked(packages, parent, name) {
  for (let at = parent; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}

/** What npm needs in order to see that a package is for another platform. Read from its name. */
function stubFor({ name, version, parent }, packages) {
  const words = name.split('/').at(-1).split('-');
  const os = words.find((word) =>
    ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'].includes(word),
  );
  const cpu = words.find((word) => /^(arm|arm64|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64|wasm32)$/.test(word));
  if (!os || !cpu || !/^\d/.test(version))
    throw new Error(`Cannot tell the platform or version of ${name}@${version}.`);
  const libc = os !== 'linux' ? undefined : words.some((word) => word.startsWith('musl')) ? ['musl'] : ['glibc'];
  const dev = packages[parent].dev ? { dev: true } : {};
  return { version, cpu: [cpu], ...dev, ...(libc ? { libc } : {}), optional: true, os: [os] };
}

function main() {
  const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
  const missing = findMissing(lock.packages);
  if (process.argv.includes('--check')) {
    for (const { name, parent } of missing) console.error(`package-lock.json lacks ${name}, wanted by ${parent}`);
    process.exit(missing.length > 0 ? 1 : 0);
  }
  for (const one of missing) lock.packages[`node_modules/${one.name}`] = stubFor(one, lock.packages);
  const [[rootName, rootEntry], ...others] = Object.entries(lock.packages);
  others.sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries([[rootName, rootEntry], ...others]);
  fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} entries added`);
}

module.exports = { findMissing };
if (require.main === module) main();
