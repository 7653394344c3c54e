import type { UserSort } from '../../domain/enum-values';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Condition, type KeysetSort, type Page, readPage } from './keyset';

export interface UserRow {
  readonly id: bigint;
  readonly telegramId: bigint | null;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly username: string | null;
  readonly language: 'en' | 'ar' | 'ru';
  readonly isBanned: boolean;
  readonly isBlockingBot: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

export interface UserFilter {
  readonly telegramId?: bigint;
  /** Without @; upper and lower case are one. */
  readonly username?: string;
  /** Part of the first name, the last name or the @name. */
  readonly search?: string;
  readonly isBanned?: boolean;
  readonly isBlockingBot?: boolean;
  readonly language?: 'en' | 'ar' | 'ru';
  /** Joined from this instant on. */
  readonly joinedFrom?: Date;
  /** Joined before this instant. */
  readonly joinedTo?: Date;
  /** Last seen from this instant on. */
  readonly seenFrom?: Date;
}

const SORTS = {
  NEWEST: { name: 'newest', expression: 'u.id', type: 'bigint', descending: true },
  OLDEST: { name: 'oldest', expression: 'u.id', type: 'bigint', descending: false },
  LAST_SEEN: { name: 'seen', expression: 'u.last_seen_at', type: 'timestamptz', descending: true },
  NAME: { name: 'name', expression: 'lower(u.first_name)', type: 'text', descending: false },
} as const satisfies Record<UserSort, KeysetSort>;

const COLUMNS = `u.id, u.telegram_id AS "telegramId", u.first_name AS "firstName", u.last_name AS "lastName", u.username,
  u.language, u.is_banned AS "isBanned", u.is_blocking_bot AS "isBlockingBot", u.created_at AS "createdAt",
  u.last_seen_at AS "lastSeenAt"`;

const PLAIN = {
  isBanned: 'u.is_banned = ?',
  isBlockingBot: 'u.is_blocking_bot = ?',
  language: 'u.language = ?',
  joinedFrom: 'u.created_at >= ?',
  joinedTo: 'u.created_at < ?',
  seenFrom: 'u.last_seen_at >= ?',
} as const satisfies Partial<Record<keyof UserFilter, string>>;

export function readUsers(
  { sql }: Access,
  { filter, sort, page }: { filter: UserFilter; sort: UserSort; page: PageRequest },
): Promise<Page<UserRow>> {
  const source = { columns: COLUMNS, from: 'users u', id: 'u.id' };
  return readPage<UserRow>(sql, source, SORTS[sort], userConditions(filter), page);
}

export async function readUsersByIds({ sql }: Access, ids: readonly bigint[]): Promise<UserRow[]> {
  return sql.rows<UserRow>('users.byIds', `SELECT ${COLUMNS} FROM users u WHERE u.id = ANY ($1)`, [ids]);
}

export async function readUser(db: Access, id: bigint): Promise<UserRow | undefined> {
  return (await readUsersByIds(db, [id]))[0];
}

export function userConditions(filter: UserFilter): Condition[] {
  const found: Condition[] = [];
  if (filter.telegramId !== undefined) found.push({ sql: 'u.telegram_id = ?', value: filter.telegramId });
  if (filter.username !== undefined) {
    found.push({ sql: 'lower(u.username) = lower(?)', value: filter.username.replace(/^@/, '') });
  }
  if (filter.search !== undefined) {
    const pattern = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
    found.push({ sql: `concat_ws(' ', u.first_name, u.last_name, u.username) ILIKE ?`, value: pattern });
  }
  for (const [name, sql] of Object.entries(PLAIN)) {
    const value = filter[name as keyof typeof PLAIN];
    if (value !== undefined) found.push({ sql, value });
  }
  return found;
}
