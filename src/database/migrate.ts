import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import type { QueryRunner } from 'typeorm';
import {
  applyFunctions,
  type FunctionFile,
  type FunctionsOfRelease,
  HASH_OF_APPLIED,
  hashOf,
  readFunctions,
} from './apply-functions';
import { createDataSource, locateProject } from './data-source';

/** The role that the program runs as where the database has it; see `grants`. */
export const APP_ROLE = 'numbershop_app';

/** Two processes that start together migrate one after the other: whoever holds this advisory lock goes first. */
const MIGRATION_LOCK = 7_306_012_447;

/**
 * Where triggers are made anew, their tables are locked. Who waits for a lock gives up before Postgres looks for a deadlock
 * (after a second) and would end a sale instead; and nobody waits behind a long export for longer than this.
 */
const LOCK_WAIT = '500ms';
const LOCK_TRIES = 60;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Brings the database up to date: migrations, then functions and triggers, then the rights of the program's role. Forward
 * only; safe to call at every start. Functions and rights come in one transaction and last, so that a start that was killed
 * on the way is made up for by the next one. Throws `OlderDatabase` where that is not possible.
 */
export async function migrate(
  ownerUrl: string,
  { files = readFunctions(), release = thisRelease(), log }: Partial<FunctionsOfRelease> = {},
): Promise<void> {
  if (await isUpToDate(ownerUrl, files)) return;
  const dataSource = createDataSource({ url: ownerUrl, poolSize: 2, withMigrations: true });
  await dataSource.initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
    // Each in a transaction of its own: a word that one adds to an enum can be used by the next.
    await dataSource.runMigrations({ transaction: 'each' });
    await withoutBlocking(runner, async () => {
      await applyFunctions(runner, { files, release, log });
      const [role] = await runner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
      if (role) await runner.query(grants);
    });
    await runner.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
  } finally {
    await runner.release();
    await dataSource.destroy();
  }
}

/** A transaction beside a shop that sells: it is begun anew when it cannot have a lock soon. */
async function withoutBlocking(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await runner.startTransaction();
    try {
      await runner.query(`SET LOCAL lock_timeout = '${LOCK_WAIT}'`);
      await work();
      return await runner.commitTransaction();
    } catch (error) {
      await runner.rollbackTransaction();
      if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE || attempt === LOCK_TRIES) throw error;
      await setTimeout(500);
    }
  }
}

/** One cheap look, since nearly every start finds nothing to do: has each migration its row, is each function as its file says? */
async function isUpToDate(ownerUrl: string, files: readonly FunctionFile[]): Promise<boolean> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows: found } = await client.query(
      `SELECT to_regclass('migrations') IS NOT NULL AND to_regclass('applied_functions') IS NOT NULL AS there`,
    );
    if (!found[0].there) return false;
    const { rows } = await client.query(
      `SELECT ARRAY(SELECT timestamp::text FROM migrations) AS done, (${HASH_OF_APPLIED}) AS functions`,
    );
    const { done, functions } = rows[0] as { done: string[]; functions: string };
    return functions === hashOf(files) && migrationTimestamps().every((timestamp) => done.includes(timestamp));
  } finally {
    await client.end();
  }
}

/** What a later release is told from an earlier one by. */
function thisRelease(): string {
  return JSON.parse(readFileSync(join(locateProject().root, 'package.json'), 'utf8')).version;
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
  REVOKE INSERT, UPDATE, DELETE ON migrations, applied_functions, reservation_transitions FROM ${APP_ROLE};
`;
