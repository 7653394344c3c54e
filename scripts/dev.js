/** Starts the shop, and anew whenever a source changes that compiles. What is in hand is finished first. */
const fs = require('node:fs');
const path = require('node:path');
const { spawn } = require('node:child_process');
const { compileIfStale, program } = require('./compile');

const root = path.join(__dirname, '..');
/** An editor writes several files at once. */
const SETTLES_MS = 200;

let shop;
let timer;
let isEnding = false;

function start() {
  if (isEnding) return;
  shop = spawn(process.execPath, [path.join(root, 'dist/src/start.js')], { stdio: 'inherit' });
}

/** Resolves when the shop has ended; one that ended by itself is not missed. */
function stop() {
  return new Promise((resolve) => {
    if (!shop || shop.exitCode !== null || shop.signalCode !== null) return resolve();
    shop.once('exit', resolve);
    shop.kill('SIGTERM');
  });
}

/** Says what does not compile and leaves the shop as it runs. */
function compiles() {
  try {
    return compileIfStale(program);
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

async function renew() {
  const mustStart = compiles() || hasNewFunctions;
  hasNewFunctions = false;
  if (!mustStart) return;
  await stop();
  start();
}

/** Of the database: they are read at start, not compiled. */
let hasNewFunctions = false;
let renewing = Promise.resolve();
for (const folder of [...program.sources, 'schema/functions']) {
  fs.watch(path.join(root, folder), { recursive: true }, () => {
    hasNewFunctions ||= folder === 'schema/functions';
    clearTimeout(timer);
    timer = setTimeout(() => {
      renewing = renewing.then(renew);
    }, SETTLES_MS);
  });
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    isEnding = true;
    stop().then(() => process.exit(shop?.exitCode ?? 0));
  });
}

compiles();
start();
