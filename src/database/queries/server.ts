import type { DataSource } from 'typeorm';
import { HASH_OF_APPLIED, hashOf, readFunctions } from '../apply-functions';

/** What stands behind an address, also where the shop never ran: who we are there, and which migrations it had. */
export async function readServer(dataSource: DataSource): Promise<{ version: string; role: string; done: string[] }> {
  const [server] = await dataSource.query(`SELECT current_setting('server_version') AS version, current_user AS role,
    to_regclass('public.migrations') IS NOT NULL AS "isMigrated"`);
  const done: { name: string }[] = server.isMigrated ? await dataSource.query('SELECT name FROM migrations') : [];
  return { ...server, done: done.map(({ name }) => name) };
}

/** Whether the functions there are those of this release, all of them. */
export async function hasFunctionsOfRelease(dataSource: DataSource): Promise<boolean> {
  const [applied] = await dataSource.query(`SELECT (${HASH_OF_APPLIED}) AS hash`);
  return applied.hash === hashOf(readFunctions());
}

/** Whether only triggers keep this role from changing what was booked. */
export async function mayChangeLedger(dataSource: DataSource): Promise<boolean> {
  const [rights] = await dataSource.query(
    `SELECT has_table_privilege('transfers', 'UPDATE') OR has_table_privilege('wallets', 'UPDATE') AS loose`,
  );
  return rights.loose;
}
