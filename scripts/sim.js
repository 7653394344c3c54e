/**
 * Plays random acts of several people on a real shop over PostgreSQL and compares it, after each round, with a model of what
 * it must do: npm run sim -- [--seed N] [--seeds 1] [--commands 500]. With --core COMMANDS the model alone is played. A
 * failure names its seed, which plays the same acts again; how PostgreSQL interleaves what is done at once is its own
 * affair. Ends with 1 when something happened that no order of the acts explains, or a rule about money or numbers broke.
 */
const { spawnSync } = require('node:child_process');
const { parseArgs } = require('node:util');

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    commands: { type: 'string', default: '500' },
    core: { type: 'string' },
  },
});
for (const [name, value] of Object.entries(values)) {
  if (/^[1-9]\d{0,8}$/.test(value)) continue;
  console.error(`Give --${name} a whole number from 1, such as --${name} 7.`);
  process.exit(2);
}
const { seed, seeds, commands, core } = values;
const file = core ? 'test/model/core.test.ts' : 'test/model/shop.test.ts';
const { status } = spawnSync(process.execPath, [require.resolve('jest/bin/jest'), file, '--silent=false'], {
  cwd: `${__dirname}/..`,
  stdio: 'inherit',
  env: {
    ...process.env,
    ...(core ? { SIM_CORE: core } : { SIM_SEED: seed, SIM_SEEDS: seeds, SIM_COMMANDS: commands }),
  },
});
process.exit(status ?? 1);
