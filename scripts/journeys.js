/**
 * Counts the source files that one act passes through: npm run journeys [-- --list] [-- --json]. A shop with its bot and
 * its API runs against the sandbox; V8 counts the calls of every function while each journey of
 * test/support/journeys.ts is made once, after it was made once to warm up. `--list` names the files.
 */
const { Session } = require('node:inspector/promises');
const path = require('node:path');
const { fileURLToPath } = require('node:url');
require('./run-typescript');

const root = path.join(__dirname, '..');
const src = path.join(root, 'src') + path.sep;
const sandbox = path.join(src, 'sandbox') + path.sep;

/** The files of src, without the sandbox, in which a function was called since the last time this was asked. */
async function filesCalled(session) {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ functions }) => functions.some(({ ranges }) => ranges[0].count > 0))
    .map(({ url }) => (url.startsWith('file:') ? fileURLToPath(url) : url))
    .filter((file) => file.startsWith(src) && !file.startsWith(sandbox))
    .map((file) => path.relative(src, file))
    .sort();
}

async function main(options) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  const { openJourneys } = require('../test/support/journeys');
  const { journeys, close } = await openJourneys();
  const passed = {};
  try {
    for (const [name, { prepare, go }] of Object.entries(journeys)) {
      await go(await prepare()); // loads what is loaded at first use, and fills caches
      const prepared = await prepare();
      await filesCalled(session);
      await go(prepared);
      passed[name] = await filesCalled(session);
    }
  } finally {
    await close();
  }
  if (options.includes('--json')) return console.log(JSON.stringify(passed));
  for (const [name, files] of Object.entries(passed)) {
    console.log(`${String(files.length).padStart(4)}  ${name}`);
    if (options.includes('--list')) for (const file of files) console.log(`        ${file}`);
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
