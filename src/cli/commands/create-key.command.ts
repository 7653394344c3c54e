import { parseArgs } from 'node:util';
import { SCOPES } from '../../domain/access/scopes';
import { sentence } from '../../domain/problems';
import { DAY_MS } from '../../domain/time';
import { createApiKey } from '../../usecases/access/create-api-key';
import { type Command, UsageError } from '../command';
import { withShop } from '../with-shop';

export const createKeyCommand: Command = {
  name: 'create-key',
  usage: '--name <name> --scopes <scope,scope|all> [--expires <date|days, such as 90d>]',
  summary: `Makes an API key and prints it once. Scopes: ${SCOPES.join(', ')}.`,
  async run(args, terminal) {
    const options = { name: { type: 'string' }, scopes: { type: 'string' }, expires: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (!values.name || !values.scopes) throw new UsageError('Give --name and --scopes.');
    const { name } = values;
    const given = values.scopes.split(',').map((scope) => scope.trim());
    const scopes = given.includes('all') ? SCOPES : given;
    return withShop(terminal, async ({ app }) => {
      const expiresAt = readExpiry(values.expires, app.clock.now());
      const outcome = await createApiKey(app, { name, scopes, expiresAt, actor: { type: 'ADMIN', id: 'cli' } });
      if (outcome.kind === 'invalid') throw new UsageError(sentence(outcome.problem));
      terminal.complain(`Key ${outcome.id} "${outcome.name}" may: ${outcome.scopes.join(', ')}. It is shown only now:`);
      terminal.print(outcome.key);
      return 0;
    });
  },
};

function readExpiry(text: string | undefined, now: Date): Date | undefined {
  if (text === undefined) return undefined;
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  const date = days ? new Date(now.getTime() + Number(days) * DAY_MS) : new Date(text);
  if (Number.isNaN(date.getTime())) throw new UsageError('Give --expires as a date (2027-01-31) or as days (90d).');
  return date;
}
