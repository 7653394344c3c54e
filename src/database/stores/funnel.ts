import type { Access } from '../access';

export class FunnelStore {
  constructor(private readonly db: Access) {}

  async note(o: { hour: Date; step: string; userId: bigint }): Promise<void> {
    await this.db.sql.rows(
      'funnel.note',
      'INSERT INTO funnel_steps (hour, step, user_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [o.hour, o.step, o.userId],
    );
  }

  /** Forgets steps of before. Returns how many went. */
  async prune(before: Date, limit: number): Promise<number> {
    const rows = await this.db.sql.rows(
      'funnel.prune',
      `DELETE FROM funnel_steps WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM funnel_steps WHERE hour < $1 ORDER BY hour LIMIT $2)) RETURNING 1`,
      [before, limit],
    );
    return rows.length;
  }
}
