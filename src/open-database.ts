import type { DataSource } from 'typeorm';
import { type Config, ConfigError } from './config';
import { connectionTrouble } from './database/connection-trouble';
import { createDataSource } from './database/data-source';
import { Database } from './database/database';
import { migrate } from './database/migrate';
import { OlderDatabase } from './database/older-database';
import { openUrgentConnection, type UrgentConnection } from './database/urgent-connection';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/embedded-postgres';
import type { Logger } from './platform/logger';

export interface OpenedDatabase {
  readonly db: Database;
  /** For what must not wait for the pool. */
  readonly urgent: Pick<Database, 'sql'>;
  close(): Promise<void>;
}

/**
 * Opens the database of the configuration, or the one that comes with the program, and brings it up to date. `begun` is
 * the latter, when somebody has begun to start it already. Throws a `ConfigError` where the address is what is wrong.
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
  let urgent: UrgentConnection | undefined;
  const close = async () => {
    await urgent?.close();
    if (dataSource?.isInitialized) await dataSource.destroy();
    await server?.stop();
  };
  const { poolSize, isPooled } = config.database;
  const url = server?.appUrl ?? config.database.url!.reveal();
  const ownerUrl = server?.ownerUrl ?? config.database.ownerUrl?.reveal() ?? url;
  try {
    await named(ownerUrl === url ? 'DATABASE_URL' : 'DATABASE_OWNER_URL', () => migrate(ownerUrl, { log }));
    dataSource = createDataSource({ url, poolSize, isPooled });
    const opening = dataSource;
    await named('DATABASE_URL', () => opening.initialize());
    urgent = openUrgentConnection(opening);
    return { db: new Database(opening), urgent, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What goes wrong because of the address is said of the variable that holds it; what is there may be too old, too. */
async function named<Result>(variable: 'DATABASE_URL' | 'DATABASE_OWNER_URL', open: () => Promise<Result>) {
  try {
    return await open();
  } catch (error) {
    const trouble = error instanceof OlderDatabase ? error.message : connectionTrouble(error, variable);
    throw trouble ? new ConfigError([trouble]) : error;
  }
}
