import type { Access } from '../access';

export class SettingStore {
  constructor(private readonly db: Access) {}

  async list(): Promise<{ key: string; value: unknown }[]> {
    return this.db.sql.rows('settings.read', 'SELECT key, value FROM settings');
  }

  /** Sets a value. Returns the JSON that stood there before; undefined when nothing was set. */
  async put(o: { key: string; value: unknown; at: Date }): Promise<string | undefined> {
    // A setting that nobody changed yet has no row to lock.
    await this.db.sql.rows('settings.lockKey', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `setting:${o.key}`,
    ]);
    const [before] = await this.db.sql.rows<{ value: unknown }>(
      'settings.lock',
      'SELECT value FROM settings WHERE key = $1 FOR UPDATE',
      [o.key],
    );
    await this.db.sql.rows(
      'settings.put',
      `INSERT INTO settings (key, value, updated_at) VALUES ($1, $2, $3)
       ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = EXCLUDED.updated_at`,
      [o.key, JSON.stringify(o.value), o.at],
    );
    return before && JSON.stringify(before.value);
  }
}
