import type { UserSort } from '../../domain/enum-values';
import type { Language } from '../../domain/language';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { User } from '../entities/user.entity';
import { byTime, type Condition, conditionsOf, type KeysetSort, type Page, readPage } from './keyset';

export interface UserFilter {
  readonly telegramId?: bigint;
  /** Without @; upper and lower case are one. */
  readonly username?: string;
  /** Part of the first name, the last name or the @name. */
  readonly search?: string;
  readonly isBanned?: boolean;
  readonly isBlockingBot?: boolean;
  readonly language?: Language;
  /** Joined from this instant on. */
  readonly joinedFrom?: Date;
  /** Joined before this instant. */
  readonly joinedTo?: Date;
  /** Last seen from this instant on. */
  readonly seenFrom?: Date;
}

const SORTS = {
  NEWEST: byTime('u.id', 'NEWEST'),
  OLDEST: byTime('u.id', 'OLDEST'),
  LAST_SEEN: { name: 'seen', expression: 'u.last_seen_at', type: 'timestamptz', descending: true },
  NAME: { name: 'name', expression: 'lower(u.first_name)', type: 'text', descending: false },
} as const satisfies Record<UserSort, KeysetSort>;

const COLUMNS = select(User, 'u', [
  'id',
  'telegramId',
  'firstName',
  'lastName',
  'username',
  'language',
  'isBanned',
  'isBlockingBot',
  'createdAt',
  'lastSeenAt',
]);
export type UserRow = Row<typeof COLUMNS>;

const FILTERS = {
  telegramId: 'u.telegram_id = ?',
  username: 'lower(u.username) = lower(?)',
  search: `concat_ws(' ', u.first_name, u.last_name, u.username) ILIKE ?`,
  isBanned: 'u.is_banned = ?',
  isBlockingBot: 'u.is_blocking_bot = ?',
  language: 'u.language = ?',
  joinedFrom: 'u.created_at >= ?',
  joinedTo: 'u.created_at < ?',
  seenFrom: 'u.last_seen_at >= ?',
} as const satisfies Record<keyof UserFilter, string>;

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

export function userConditions({ username, search, ...plain }: UserFilter): Condition[] {
  return conditionsOf(FILTERS, {
    ...plain,
    username: username?.replace(/^@/, ''),
    search: search === undefined ? undefined : `%${search.replace(/[\\%_]/g, '\\$&')}%`,
  });
}
