import type { Access } from '../access';

export interface ResaleTableVersion {
  /** Moves with every change of what price tables show, also of one that is not committed yet. */
  readonly version: bigint;
  /** Transactions under way of which others that began later have ended already. */
  readonly running: readonly string[];
}

/** One cheap look: whether a table that was read before still shows what there is. */
export async function readResaleTableVersion({ sql }: Access): Promise<ResaleTableVersion> {
  const [row] = await sql.rows<{ version: bigint; snapshot: string }>(
    'resale.tableVersion',
    `SELECT COALESCE(pg_sequence_last_value('resale_table_version'), 0) AS version, pg_current_snapshot()::text AS snapshot`,
  );
  // "xmin:xmax:xip,xip". Those from xmax on are under way too, but nobody knows them by name.
  const running = row!.snapshot.split(':')[2] ?? '';
  return { version: row!.version, running: running === '' ? [] : running.split(',') };
}

/**
 * All transactions that are under way and may have changed something already. It ends one of its own first, with a number
 * behind all of theirs, so that the snapshot after it names every one of them.
 */
export async function readRunningTransactions(access: Access): Promise<readonly string[]> {
  await access.sql.rows('resale.endTransaction', 'SELECT pg_current_xact_id()');
  return (await readResaleTableVersion(access)).running;
}
