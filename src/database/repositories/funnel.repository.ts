import type { Queryable } from '../queryable';

export class FunnelRepository {
  constructor(private readonly sql: Queryable) {}

  async note(o: { hour: Date; step: string; userId: bigint }): Promise<void> {
    await this.sql.rows(
      'funnel.note',
      'INSERT INTO funnel_steps (hour, step, user_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [o.hour, o.step, o.userId],
    );
  }
}
