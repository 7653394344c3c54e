import type { Access } from '../access';

export class TickStore {
  constructor(private readonly db: Access) {}

  /** True for exactly one process per job and slot; a slot older than the last one taken is nobody's. */
  async take(job: string, slot: Date, holder: string): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'ticks.take',
      `INSERT INTO job_ticks (job, slot, holder) VALUES ($1, $2, $3)
       ON CONFLICT (job) DO UPDATE SET slot = EXCLUDED.slot, holder = EXCLUDED.holder
         WHERE job_ticks.slot < EXCLUDED.slot
       RETURNING job`,
      [job, slot, holder],
    );
    return rows.length === 1;
  }

  /** After the wall clock was set back; see `mend_due_times`. By how many seconds what is planned was moved. */
  async mendDueTimes(now: Date): Promise<number> {
    const [row] = await this.db.sql.rows<{ seconds: number }>(
      'ticks.mendDueTimes',
      'SELECT mend_due_times($1) AS seconds',
      [now],
    );
    return row!.seconds;
  }

  /** Deletes what was handled before the given instant from inbox and outbox. Returns how many rows went. */
  async prune(before: Date, limit: number): Promise<number> {
    const [row] = await this.db.sql.rows<{ count: number }>(
      'ticks.prune',
      `WITH i AS (DELETE FROM inbox WHERE id IN
           (SELECT id FROM inbox WHERE state <> 'WAITING' AND handled_at < $1 LIMIT $2) RETURNING 1),
         o AS (DELETE FROM outbox WHERE id IN
           (SELECT id FROM outbox WHERE state <> 'WAITING' AND sent_at < $1 LIMIT $2) RETURNING 1),
         -- Of keys that are not used any more; one that is gets its row again.
         b AS (DELETE FROM rate_limits WHERE paid_off_at < $1 AND (quiet_until IS NULL OR quiet_until < $1))
       SELECT ((SELECT count(*) FROM i) + (SELECT count(*) FROM o))::integer AS count`,
      [before, limit],
    );
    return row!.count;
  }
}
