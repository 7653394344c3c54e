import { IsNull, Not } from 'typeorm';
import type { Language } from '../../domain/language';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { User } from '../entities/user.entity';

const USER = select(User, '', ['id', 'telegramId', 'firstName', 'username', 'language', 'languageChosen', 'isBanned']);
export type UserRow = Row<typeof USER> & { readonly telegramId: bigint; readonly isNew: boolean };

export class UserStore {
  constructor(private readonly db: Access) {}

  async meet(o: {
    telegramId: bigint;
    firstName: string;
    lastName: string | null;
    username: string | null;
    language: Language;
    startPayload?: string;
    now: Date;
  }): Promise<UserRow> {
    const [row] = await this.db.sql.rows<UserRow>(
      'users.meet',
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
       SELECT ${USER}, false AS "isNew" FROM known
       UNION ALL SELECT ${USER}, created_at = $7 AND last_seen_at = $7 FROM fresh`,
      [o.telegramId, o.firstName, o.lastName, o.username, o.language, o.startPayload ?? null, o.now],
    );
    return row!;
  }

  async findByTelegramId(telegramId: bigint): Promise<UserRow | undefined> {
    const user = await this.db.manager.findOneBy(User, { telegramId });
    return user ? { ...user, telegramId, isNew: false } : undefined;
  }

  findById(id: bigint): Promise<User | null> {
    return this.db.manager.findOneBy(User, { id });
  }

  async setLanguage(id: bigint, language: Language): Promise<void> {
    await this.db.manager.update(User, { id }, { language, languageChosen: true });
  }

  async markBlocked(telegramId: bigint, isBlockingBot: boolean): Promise<void> {
    await this.db.manager.update(User, { telegramId }, { isBlockingBot });
  }

  exists(id: bigint): Promise<boolean> {
    return this.db.manager.existsBy(User, { id });
  }

  canBeWrittenTo(id: bigint): Promise<boolean> {
    return this.db.manager.existsBy(User, { id, telegramId: Not(IsNull()) });
  }

  isErased(id: bigint): Promise<boolean> {
    return this.db.manager.existsBy(User, { id, erasedAt: Not(IsNull()) });
  }

  /** False when it stood so before, or when there is no such user. */
  async setBan(id: bigint, isBanned: boolean): Promise<boolean> {
    const { affected } = await this.db.manager.update(User, { id, isBanned: !isBanned }, { isBanned });
    return affected === 1;
  }

  /** The service's name; undefined when there is no such service on sale, and then nothing changes. */
  async setFavourite(o: {
    userId: bigint;
    serviceId: number;
    isFavourite: boolean;
    now: Date;
  }): Promise<string | undefined> {
    const [row] = await this.db.sql.rows<{ name: string }>(
      'users.setFavourite',
      `WITH service AS (SELECT id, name FROM services WHERE id = $2 AND is_active AND deleted_at IS NULL),
       added AS (INSERT INTO favourites (user_id, service_id, created_at)
         SELECT $1, id, $4 FROM service WHERE $3 ON CONFLICT DO NOTHING),
       removed AS (DELETE FROM favourites WHERE user_id = $1 AND service_id = $2 AND NOT $3)
       SELECT name FROM service`,
      [o.userId, o.serviceId, o.isFavourite, o.now],
    );
    return row?.name;
  }
}
