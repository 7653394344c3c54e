import { LessThanOrEqual } from 'typeorm';
import type { Access } from '../access';
import { TelegramFloodWait } from '../entities/telegram-flood-wait.entity';

/** When Telegram may be asked again, per method or per method and chat. */
export class FloodWaitStore {
  constructor(private readonly db: Access) {}

  /** Those that are not over at `now`; the others are deleted. */
  async listCurrent(now: Date): Promise<TelegramFloodWait[]> {
    await this.db.manager.delete(TelegramFloodWait, { until: LessThanOrEqual(now) });
    return this.db.manager.find(TelegramFloodWait);
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
