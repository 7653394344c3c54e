// Counts the statements of SQL that are written by hand in src, the sandbox left out: calls that hand a text to the database.
// `node scripts/count-statements.js [folder]`; with --list by file.
const { readdirSync, readFileSync } = require('node:fs');
const { join, relative } = require('node:path');

const isListed = process.argv.includes('--list');
const root = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? join(__dirname, '..');
/** `rows` and `run` of our own stores and queries; `query` of the driver, in migrating, backing up and examining. */
const CALLS = { stores: /\.rows[(<]|sql\.run\(/g, tools: /\.query[(<]/g };

const src = join(root, 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !/^sandbox|embedded-postgres/.test(name),
);
for (const [kind, calls] of Object.entries(CALLS)) {
  const counted = files.flatMap((file) => {
    const count = readFileSync(join(src, file), 'utf8').match(calls)?.length ?? 0;
    return count > 0 ? [{ file: relative(root, join(src, file)), count }] : [];
  });
  if (isListed)
    for (const { file, count } of counted.sort((a, b) => b.count - a.count)) console.log(`${count} ${file}`);
  console.log(`${kind} ${counted.reduce((sum, { count }) => sum + count, 0)}`);
}
