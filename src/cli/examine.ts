import type { DataSource } from 'typeorm';
import { compose } from '../compose';
import { type Config, ConfigError } from '../config';
import { connectionTrouble } from '../database/connection-trouble';
import { createDataSource } from '../database/data-source';
import { Database } from '../database/database';
import { hasFunctionsOfRelease, mayChangeLedger, readServer } from '../database/queries/server';
import { startEmbeddedPostgres } from '../platform/embedded-postgres';
import { silentLogger } from '../platform/logger';
import { redactText } from '../platform/redact';
import { systemClock } from '../platform/system-clock';
import { verifyBooks } from '../usecases/ledger/verify-books';
import type { Terminal } from './command';
import { examineShop } from './examine-shop';

export interface Finding {
  readonly name: string;
  readonly verdict: 'ok' | 'warning' | 'failure';
  readonly detail: string;
}

/** Looks at one thing after another and stops where nothing further can be seen. Changes nothing. */
export async function* examine(terminal: Terminal): AsyncGenerator<Finding> {
  let config: Config;
  try {
    config = terminal.config();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    yield failure('configuration', error.problems.join('; '));
    return;
  }
  yield ok('configuration', `${config.telegram ? 'Telegram' : 'sandbox'}, roles ${config.roles.join(', ')}`);
  let close: (() => Promise<void>) | undefined;
  let dataSource: DataSource | undefined;
  try {
    const server = config.database.url ? undefined : await startEmbeddedPostgres({ dataDir: config.dataDir });
    close = server && (() => server.stop());
    const url = server?.appUrl ?? config.database.url!.reveal();
    dataSource = createDataSource({ url, poolSize: 2, isPooled: config.database.isPooled, withMigrations: true });
    await dataSource.initialize();
    yield* examineDatabase(dataSource, config, server ? 'embedded' : 'DATABASE_URL');
  } catch (error) {
    yield failure('database', connectionTrouble(error, 'DATABASE_URL') ?? redactText((error as Error).message));
  } finally {
    if (dataSource?.isInitialized) await dataSource.destroy();
    await close?.();
  }
}

async function* examineDatabase(dataSource: DataSource, config: Config, kind: string): AsyncGenerator<Finding> {
  const { version, role, done } = await readServer(dataSource);
  yield ok('database', `PostgreSQL ${version} (${kind}), signed in as ${role}`);
  const missing = dataSource.migrations.filter((one) => !done.includes(one.name ?? one.constructor.name));
  if (missing.length > 0) {
    yield failure('migrations', `${missing.length} not applied yet; they are at the next start of the shop`);
    return;
  }
  yield ok('migrations', `all ${done.length} applied`);
  if (!(await hasFunctionsOfRelease(dataSource)))
    yield failure('functions', 'they are not all as this release has them; the next start of the shop sees to that');
  const db = new Database(dataSource);
  const { app, close } = compose({ config, db, log: silentLogger }); // for its knowledge of protocols
  try {
    yield* examineShop(db, config, app.providers);
  } finally {
    close();
  }
  yield (await mayChangeLedger(dataSource))
    ? warning('rights', 'this role may change the ledger, only triggers guard it; use one that is not the owner')
    : ok('rights', 'this role cannot change transfers or wallets');
  const { findings } = await verifyBooks({ db, clock: systemClock });
  for (const { invariant, row, detail } of findings) yield failure('books', `${invariant}: ${row}: ${detail}`);
  if (findings.length === 0) yield ok('books', 'in order');
}

const ok = (name: string, detail: string): Finding => ({ name, verdict: 'ok', detail });
const warning = (name: string, detail: string): Finding => ({ name, verdict: 'warning', detail });
const failure = (name: string, detail: string): Finding => ({ name, verdict: 'failure', detail });
