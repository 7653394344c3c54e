import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sentence } from '../../domain/problems';
import { applyConfiguration, compareConfiguration } from '../../usecases/configuration/apply-configuration';
import { describePlan } from '../../usecases/configuration/compare';
import { exportConfiguration } from '../../usecases/configuration/current-configuration';
import { configurationSchema } from '../../usecases/configuration/document';
import { type Command, type Terminal, UsageError } from '../command';
import { withShop } from '../with-shop';

const options = { 'turn-off': { type: 'boolean' }, secrets: { type: 'string' } } as const;
const ACTS = ['export', 'diff', 'apply', 'schema'] as const;

export const configCommand: Command = {
  name: 'config',
  usage: 'export [<file.json>] [--secrets keep|env] | diff <file.json> | apply <file.json> [--turn-off] | schema',
  summary:
    'The shop as one JSON document: writes it, says what another one would change, makes it so (all or nothing). --turn-off also turns off what the document does not name.',
  async run(args, terminal) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [act, file, ...more] = positionals;
    if (!ACTS.includes(act as (typeof ACTS)[number]) || more.length > 0) throw new UsageError('Say what to do.');
    if (act === 'schema') {
      terminal.print(JSON.stringify(configurationSchema(), null, 2));
      return 0;
    }
    if (act === 'export') return write(terminal, file, values.secrets);
    if (!file) throw new UsageError('Give a file, or - for standard input.');
    const document = readDocument(file);
    return withShop(terminal, async ({ app, secretBox: box }) => {
      const actor = { type: 'ADMIN', id: 'cli' } as const;
      const order = { document, box, turnsOff: values['turn-off'], actor };
      const outcome = act === 'apply' ? await applyConfiguration(app, order) : await compareConfiguration(app, order);
      if (outcome.kind === 'invalid') {
        for (const mistake of outcome.mistakes) terminal.complain(`${mistake.path || '/'}: ${sentence(mistake)}`);
        terminal.complain(`${outcome.mistakes.length} mistake(s). Nothing was changed.`);
        return 1;
      }
      for (const line of describePlan(outcome.plan)) terminal.print(line);
      const { length } = outcome.plan.changes;
      if (length === 0) terminal.print('The shop is so already.');
      else
        terminal.print(outcome.kind === 'applied' ? `${length} change(s) made.` : `${length} change(s) would be made.`);
      return 0;
    });
  },
};

async function write(terminal: Terminal, file: string | undefined, secrets = 'keep'): Promise<number> {
  if (secrets !== 'keep' && secrets !== 'env') throw new UsageError('Give --secrets as keep or env.');
  return withShop(terminal, async ({ app }) => {
    const text = JSON.stringify(await exportConfiguration(app, { namesSecrets: secrets === 'env' }), null, 2);
    if (!file) terminal.print(text);
    else {
      writeFileSync(file, `${text}\n`, { mode: 0o600 });
      terminal.complain(`The configuration is in ${file}.`);
    }
    return 0;
  });
}

function readDocument(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(`The file cannot be read: ${(error as Error).message}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`This is not JSON: ${(error as Error).message}`);
  }
}
