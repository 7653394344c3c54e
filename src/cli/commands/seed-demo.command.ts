import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { seedDemoCatalogue } from '../../usecases/catalogue/seed-demo-catalogue';
import { type Command, UsageError } from '../command';
import { withShop } from '../with-shop';

const vendors = z.array(
  z.object({
    name: z.string().min(1),
    protocol: z.string().min(1),
    baseUrl: z.url(),
    apiKey: z.string().min(1),
    options: z.record(z.string(), z.unknown()).default({}),
    supply: z.enum(['ON_DEMAND', 'POOL']).optional(),
  }),
);

export const seedDemoCommand: Command = {
  name: 'seed-demo',
  usage: '[--vendors <file.json>] [--pool-numbers <count, default 300>]',
  summary:
    'Puts the demo catalogue into the shop; with vendors (a JSON list of name, protocol, baseUrl, apiKey, options) also routes.',
  async run(args, terminal) {
    const options = { vendors: { type: 'string' }, 'pool-numbers': { type: 'string', default: '300' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (!/^\d{1,6}$/.test(values['pool-numbers'])) throw new UsageError('Give --pool-numbers as a whole number.');
    const poolNumbers = Number(values['pool-numbers']);
    const suppliers = values.vendors ? readVendors(values.vendors) : [];
    return withShop(terminal, async ({ app, secretBox }) => {
      await seedDemoCatalogue(app, { secretBox, vendors: suppliers, poolNumbers });
      terminal.print(`The demo catalogue is in the shop, with ${suppliers.length} supplier(s).`);
      return 0;
    });
  },
};

function readVendors(file: string): z.output<typeof vendors> {
  try {
    return vendors.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const fields =
      error instanceof z.ZodError ? error.issues.map(({ path }) => path.join('.')).join(', ') : 'not readable JSON';
    throw new UsageError(`${file} does not describe suppliers: ${fields}.`);
  }
}
