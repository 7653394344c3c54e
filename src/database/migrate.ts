import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDataSource, locateProject } from './data-source';

/** The role that the program runs as where the database has it; see `grants`. */
export const APP_ROLE = 'numbershop_app';

/** Two processes that start together migrate one after the other: whoever holds this advisory lock goes first. */
const MIGRATION_LOCK = 7_306_012_447;

/** Brings the database up to date and gives the program's role its rights. Forward only; safe to call at every start. */
export async function migrate(ownerUrl: string): Promise<void> {
  if (await isUpToDate(ownerUrl)) return;
  const dataSource = createDataSource({ url: ownerUrl, poolSize: 2, withMigrations: true });
  await dataSource.initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
    await dataSource.runMigrations();
    const [role] = await runner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
    if (role) await runner.query(grants);
    await runner.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
  } finally {
    await runner.release();
    await dataSource.destroy();
  }
}

/** One cheap look, since nearly every start finds nothing to do: has each migration file its row? */
async function isUpToDate(ownerUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows: found } = await client.query("SELECT to_regclass('migrations') IS NOT NULL AS there");
    if (!found[0].there) return false;
    const { rows } = await client.query('SELECT timestamp FROM migrations');
    const done = new Set(rows.map(({ timestamp }) => String(timestamp)));
    return migrationTimestamps().every((timestamp) => done.has(timestamp));
  } finally {
    await client.end();
  }
}

function migrationTimestamps(): string[] {
  const files = readdirSync(join(locateProject().compiled, 'migrations'));
  return [...new Set(files.map((file) => /^(\d{13})-/.exec(file)?.[1]).filter((found) => found !== undefined))];
}

/**
 * The program's role may not touch what is history: no UPDATE or DELETE on transfers and the audit log, and no UPDATE on
 * wallets, which move only through the trigger on transfers.
 */
const grants = `
  GRANT USAGE ON SCHEMA public TO ${APP_ROLE};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${APP_ROLE};
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${APP_ROLE};
  REVOKE UPDATE, DELETE, TRUNCATE ON transfers, audit_log FROM ${APP_ROLE};
  REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON wallets FROM ${APP_ROLE};
  GRANT UPDATE (user_id) ON wallets TO ${APP_ROLE};
  REVOKE INSERT, UPDATE, DELETE ON migrations, reservation_transitions FROM ${APP_ROLE};
`;
