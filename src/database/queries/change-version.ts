import type { Access } from '../access';

export interface ChangeVersion {
  /** Moves with every change of what it stands for, also of one that is not committed yet. */
  readonly version: bigint;
  /** Transactions under way of which others that began later have ended already. */
  readonly running: readonly string[];
}

/** One cheap look, by a sequence that triggers move: whether what was read before still shows what there is. */
export async function readChangeVersion({ sql }: Access, sequence: string): Promise<ChangeVersion> {
  const [row] = await sql.rows<{ version: bigint; snapshot: string }>(
    'changeVersion',
    `SELECT COALESCE(pg_sequence_last_value($1::regclass), 0) AS version, pg_current_snapshot()::text AS snapshot`,
    [sequence],
  );
  // "xmin:xmax:xip,xip". Those from xmax on are under way too, but nobody knows them by name.
  const running = row!.snapshot.split(':')[2] ?? '';
  return { version: row!.version, running: running === '' ? [] : running.split(',') };
}

/**
 * All transactions that are under way and may have changed something already. It ends one of its own first, with a number
 * behind all of theirs, so that the snapshot after it names every one of them.
 */
export async function readRunningTransactions(access: Access, sequence: string): Promise<readonly string[]> {
  await access.sql.rows('changeVersion.endTransaction', 'SELECT pg_current_xact_id()');
  return (await readChangeVersion(access, sequence)).running;
}
