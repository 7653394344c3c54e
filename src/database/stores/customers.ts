import type { Access } from '../access';

export interface UserRow {
  readonly id: bigint;
  readonly telegramId: bigint;
  readonly firstName: string;
  readonly username: string | null;
  readonly language: 'en' | 'ar' | 'ru';
  readonly languageChosen: boolean;
  readonly isBanned: boolean;
  readonly isNew: boolean;
}

export class CustomerStore {
  constructor(private readonly db: Access) {}

  async meet(o: {
    telegramId: bigint;
    firstName: string;
    lastName: string | null;
    username: string | null;
    language: 'en' | 'ar' | 'ru';
    startPayload?: string;
    now: Date;
  }): Promise<UserRow> {
    const [row] = await this.db.sql.rows<UserRow>(
      'customers.meet',
      // Some updates come without the person's names: those that are known stay.
      // An INSERT that meets a known person would use up an id at every press, so the known one is updated first.
      `WITH known AS (
         UPDATE users SET first_name = COALESCE(NULLIF($2, ''), first_name),
           last_name = CASE WHEN $2 = '' THEN last_name ELSE $3 END,
           username = CASE WHEN $2 = '' THEN username ELSE $4 END, is_blocking_bot = false, last_seen_at = $7
         WHERE telegram_id = $1 RETURNING *
       ), fresh AS (
         INSERT INTO users (telegram_id, first_name, last_name, username, language, joined_via, created_at, last_seen_at)
         SELECT $1, $2, $3, $4, $5, $6, $7, $7 WHERE NOT EXISTS (SELECT 1 FROM known)
         ON CONFLICT (telegram_id) DO UPDATE SET last_seen_at = EXCLUDED.last_seen_at RETURNING *
       )
       SELECT id, telegram_id AS "telegramId", first_name AS "firstName", username, language,
         language_chosen AS "languageChosen", is_banned AS "isBanned", false AS "isNew" FROM known
       UNION ALL
       SELECT id, telegram_id, first_name, username, language, language_chosen, is_banned,
         created_at = $7 AND last_seen_at = $7 FROM fresh`,
      [o.telegramId, o.firstName, o.lastName, o.username, o.language, o.startPayload ?? null, o.now],
    );
    return row!;
  }

  async setLanguage(userId: bigint, language: 'en' | 'ar' | 'ru'): Promise<void> {
    await this.db.sql.rows(
      'customers.setLanguage',
      'UPDATE users SET language = $2, language_chosen = true WHERE id = $1',
      [userId, language],
    );
  }

  async findByTelegramId(telegramId: bigint): Promise<UserRow | undefined> {
    const [row] = await this.db.sql.rows<UserRow>(
      'customers.findByTelegramId',
      `SELECT id, telegram_id AS "telegramId", first_name AS "firstName", username, language,
         language_chosen AS "languageChosen", is_banned AS "isBanned", false AS "isNew"
       FROM users WHERE telegram_id = $1`,
      [telegramId],
    );
    return row;
  }

  async markBlocked(telegramId: bigint, isBlocking: boolean): Promise<void> {
    await this.db.sql.rows('customers.markBlocked', 'UPDATE users SET is_blocking_bot = $2 WHERE telegram_id = $1', [
      telegramId,
      isBlocking,
    ]);
  }

  async canBeWrittenTo(userId: bigint): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'customers.canBeWrittenTo',
      'SELECT 1 FROM users WHERE id = $1 AND telegram_id IS NOT NULL',
      [userId],
    );
    return rows.length === 1;
  }

  /** The service's name; undefined when there is no such service on sale, and then nothing changes. */
  async setFavourite(o: {
    userId: bigint;
    serviceId: number;
    isFavourite: boolean;
    now: Date;
  }): Promise<string | undefined> {
    const [row] = await this.db.sql.rows<{ name: string }>(
      'customers.setFavourite',
      `WITH service AS (SELECT id, name FROM services WHERE id = $2 AND is_active AND deleted_at IS NULL),
       added AS (INSERT INTO favourites (user_id, service_id, created_at)
         SELECT $1, id, $4 FROM service WHERE $3 ON CONFLICT DO NOTHING),
       removed AS (DELETE FROM favourites WHERE user_id = $1 AND service_id = $2 AND NOT $3)
       SELECT name FROM service`,
      [o.userId, o.serviceId, o.isFavourite, o.now],
    );
    return row?.name;
  }

  /** Whether the user is banned, with his row locked; undefined when there is no such user. */
  async lockBan(id: bigint): Promise<boolean | undefined> {
    const [row] = await this.db.sql.rows<{ isBanned: boolean }>(
      'customers.lockBan',
      'SELECT is_banned AS "isBanned" FROM users WHERE id = $1 FOR UPDATE',
      [id],
    );
    return row?.isBanned;
  }

  async setBan(id: bigint, isBanned: boolean): Promise<void> {
    await this.db.sql.rows('customers.setBan', 'UPDATE users SET is_banned = $2 WHERE id = $1', [id, isBanned]);
  }

  async isErased(userId: bigint): Promise<boolean> {
    const sql = 'SELECT 1 FROM users WHERE id = $1 AND erased_at IS NOT NULL';
    return (await this.db.sql.rows('customers.isErased', sql, [userId])).length > 0;
  }
}
