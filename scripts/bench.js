/**
 * Runs one benchmark: npm run bench -- <name> [--json] [its own options]. It lives in test/bench/<name>.bench.ts, is
 * compiled beforehand, and exports `run(args: string[]): Promise<object>`, which gives its figures. With --json exactly
 * one JSON object goes to standard output, and everything else that is printed to standard error. Figures that say
 * `isRight: false` end it with 1.
 */
const fs = require('node:fs');
const path = require('node:path');
const { compileIfStale, benches } = require('./compile');

const folder = path.join(__dirname, '..', 'test', 'bench');
const suffix = '.bench.ts';

async function main([name, ...args]) {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((file) => file.endsWith(suffix)) : [];
  const known = names.map((file) => file.slice(0, -suffix.length));
  if (!known.includes(name)) throw new Error(`Give the name of a benchmark: ${known.join(', ')}.`);
  compileIfStale(benches);
  const print = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  const { run } = require(`../dist/bench/test/bench/${name}.bench.js`);
  const figures = await run(args.filter((arg) => arg !== '--json'));
  const text = JSON.stringify(figures, exact, args.includes('--json') ? 0 : 2);
  await new Promise((resolve) => print(`${text}\n`, resolve));
  return figures.isRight !== false;
}

function exact(_, value) {
  return typeof value === 'bigint' ? String(value) : value;
}

// Whoever waits for the end of this process (the children of a benchmark are among what is ended there) hears of it.
for (const [signal, number] of [
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
])
  process.once(signal, () => process.exit(128 + number));

main(process.argv.slice(2)).then(
  (isRight) => process.exit(isRight ? 0 : 1), // a benchmark has given its figures; what it left open must not keep the process
  (error) => {
    console.error(error.stack ?? error);
    process.exit(1);
  },
);
