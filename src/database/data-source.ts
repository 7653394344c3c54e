import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PoolClient } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';

interface OrmConfig {
  readonly type: 'postgres';
  readonly entities: readonly string[];
  readonly migrations: readonly string[];
  readonly migrationsTableName: string;
  readonly migrationsTransactionMode: 'each';
  readonly synchronize: false;
  readonly logging: false;
  readonly poolSize: number;
}

/**
 * TypeORM no longer reads ormconfig.json by itself, so it is read here: names and globs stand in that file, and the
 * addresses come from the configuration.
 */
export function createDataSource(o: {
  url: string;
  poolSize?: number;
  /** A proxy stands between that gives every transaction another connection. */
  isPooled?: boolean;
  applicationName?: string;
  withMigrations?: boolean;
}): DataSource {
  const { root, compiled } = locateProject();
  const orm = JSON.parse(readFileSync(join(root, 'ormconfig.json'), 'utf8')) as OrmConfig;
  const glob = (pattern: string) => join(compiled, `${pattern}${__filename.endsWith('.ts') ? '.ts' : '.js'}`);
  const options: DataSourceOptions = {
    ...orm,
    url: o.url,
    poolSize: o.poolSize ?? orm.poolSize,
    applicationName: o.applicationName ?? 'numbershop',
    // A connection that ends while nobody uses it, as all do when the database stops, is replaced by the next one.
    poolErrorHandler: () => undefined,
    entities: orm.entities.map(glob),
    migrations: o.withMigrations ? orm.migrations.map(glob) : [],
    // Such a proxy refuses options of a session that it does not know; its own time limit stands in.
    extra: {
      onConnect: surviveLoss,
      ...(o.isPooled ? { isPooled: true } : { idle_in_transaction_session_timeout: 30_000 }),
    },
  };
  return new DataSource(options);
}

/**
 * A connection that ends by itself says so to nobody while somebody else than the pool holds it, and then would take the
 * program with it. Its holder hears of it by its statement, which fails.
 */
export function surviveLoss(client: Pick<PoolClient, 'on'>): void {
  client.on('error', () => undefined);
}

/** The project's folder, and the folder in which compiled (or, under jest, source) code lies in the same shape. */
export function locateProject(): { root: string; compiled: string } {
  const compiled = dirname(dirname(__dirname));
  let root = compiled;
  while (!existsSync(join(root, 'ormconfig.json'))) {
    if (root === dirname(root)) throw new Error('ormconfig.json is missing: it belongs beside package.json.');
    root = dirname(root);
  }
  return { root, compiled };
}
