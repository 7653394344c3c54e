import type { App } from '../../src/app';
import { compose } from '../../src/compose';
import { openDatabase } from '../../src/open-database';
import { silentLogger } from '../../src/platform/logger';
import type { LiveWorld } from './live-shop';

/** The use cases over a world's database for a moment, beside whatever process runs there. */
export async function withApp<Result>(world: LiveWorld, run: (app: App) => Promise<Result>): Promise<Result> {
  const database = await openDatabase(world.config, silentLogger);
  const { app, close } = compose({ config: world.config, db: database.db, log: silentLogger });
  try {
    return await run(app);
  } finally {
    close();
    await database.close();
  }
}
