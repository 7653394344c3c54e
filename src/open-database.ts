import type { DataSource } from 'typeorm';
import type { Config } from './config';
import { createDataSource } from './database/data-source';
import { Database } from './database/database';
import { migrate } from './database/migrate';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/embedded-postgres';
import type { Logger } from './platform/logger';

export interface OpenedDatabase {
  readonly db: Database;
  close(): Promise<void>;
}

/**
 * Opens the database of the configuration, or the one that comes with the program, and brings it up to date. `begun` is
 * the latter, when somebody has begun to start it already.
 */
export async function openDatabase(
  config: Config,
  log: Logger,
  begun?: Promise<EmbeddedPostgres>,
): Promise<OpenedDatabase> {
  const server = config.database.url
    ? undefined
    : await (begun ?? startEmbeddedPostgres({ dataDir: config.dataDir, log }));
  let dataSource: DataSource | undefined;
  const close = async () => {
    if (dataSource?.isInitialized) await dataSource.destroy();
    await server?.stop();
  };
  try {
    const url = server?.appUrl ?? config.database.url!.reveal();
    await migrate(server?.ownerUrl ?? config.database.ownerUrl?.reveal() ?? url);
    dataSource = createDataSource({ url, poolSize: config.database.poolSize });
    await dataSource.initialize();
    return { db: new Database(dataSource), close };
  } catch (error) {
    await close();
    throw error;
  }
}
