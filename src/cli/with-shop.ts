import { type Composition, compose } from '../compose';
import { openDatabase } from '../open-database';
import { createLogger } from '../platform/logger';
import type { Terminal } from './command';

/**
 * Runs work on the shop's database: that of DATABASE_URL, or the embedded one in DATA_DIR, which is adopted when the shop
 * runs and otherwise started for as long as the work takes. Brings the schema up to date first.
 */
export async function withShop<Result>(
  terminal: Terminal,
  work: (shop: Composition) => Promise<Result>,
): Promise<Result> {
  const config = terminal.config();
  const log = createLogger({
    level: 'warn',
    format: 'pretty',
    destination: { write: (line) => terminal.complain(line.trimEnd()) },
  });
  const { db, close } = await openDatabase(config, log);
  const shop = compose({ config, db, log });
  try {
    return await work(shop);
  } finally {
    shop.close();
    await close();
  }
}
