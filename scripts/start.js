/** Starts the shop: builds what changed, then becomes the program. */
const { version, engines } = require('../package.json');

/** What happens, to whoever sits at a terminal; on standard error, so that standard output holds the log alone. */
const say = (line) => process.stderr.isTTY && process.stderr.write(`  ${line}\n`);

say(`numbershop ${version}`);
const [least, here] = [engines.node.slice(2), process.versions.node].map((text) => text.split('.').map(Number));
if (here[0] < least[0] || (here[0] === least[0] && here[1] < least[1])) {
  console.error(`numbershop needs Node ${least.join('.')} or newer; this is ${here.join('.')}.`);
  process.exit(1);
}
require('./build-if-stale').buildIfStale({ say });
say('starting');
try {
  require('../dist/src/start.js');
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  console.error(`${error.message.split('\n')[0]}. Run "npm ci" to install what is missing.`);
  process.exit(1);
}
