/**
 * Plays what people do in the chat over MTProto and counts what it asks of them: npm run walk [-- --json]. A shop runs
 * against the sandbox; for each way it prints the acts (presses, typed messages and files), and the messages of the bot in
 * the chat at the end with the buttons that can be pressed there. The ways are in test/support/walk.
 */
const { compileIfStale, benches } = require('./compile');

async function main(options) {
  compileIfStale(benches);
  const { walkNewShop } = require('../dist/bench/test/support/walk/run-walks.js');
  const figures = await walkNewShop();
  if (options.includes('--json')) return console.log(JSON.stringify(figures));
  console.log(`${'way'.padEnd(24)}${'acts'.padStart(6)}${'messages'.padStart(10)}${'live buttons'.padStart(14)}`);
  for (const [name, { acts, messages, liveButtons }] of Object.entries(figures)) {
    const cells = [String(acts).padStart(6), String(messages).padStart(10), String(liveButtons).padStart(14)];
    console.log(`${name.padEnd(24)}${cells.join('')}`);
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
