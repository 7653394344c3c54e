import type { Access } from '../access';

/** When Telegram may be asked again, per method or per method and chat. */
export class FloodWaitStore {
  constructor(private readonly db: Access) {}

  /** Those that are not over at `now`; the others are deleted. */
  async listCurrent(now: Date): Promise<{ scope: string; until: Date }[]> {
    await this.db.sql.rows('floods.forget', 'DELETE FROM telegram_flood_waits WHERE until <= $1', [now]);
    return this.db.sql.rows('floods.list', 'SELECT scope, until FROM telegram_flood_waits');
  }

  /** A wait is never shortened. */
  async save(scope: string, until: Date): Promise<void> {
    await this.db.sql.rows(
      'floods.save',
      `INSERT INTO telegram_flood_waits (scope, until) VALUES ($1, $2)
       ON CONFLICT (scope) DO UPDATE SET until = GREATEST(telegram_flood_waits.until, EXCLUDED.until)`,
      [scope, until],
    );
  }
}
