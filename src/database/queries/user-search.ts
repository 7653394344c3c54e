import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { User } from '../entities/user.entity';

const FOUND = select(User, 'u', ['id', 'firstName', 'lastName', 'username', 'isBanned']);
/** Somebody as a list for operators shows them. */
export type FoundUser = Row<typeof FOUND> & { readonly available: Amount };

interface Search {
  /** An id of ours or Telegram's, or a phone number that somebody had. */
  readonly digits?: string;
  /** Whole, without @. */
  readonly username?: string;
  /** Part of a name. */
  readonly part?: string;
}

/**
 * Finds users by whatever an operator typed: an id of ours or Telegram's, a phone number that they had, an @name, or a
 * part of a name. Without words all of them, the last seen first.
 */
export async function findUsers(
  { sql }: Access,
  o: { words?: string; page: number; pageSize: number },
): Promise<{ items: FoundUser[]; hasNext: boolean }> {
  const { condition, value } = conditionOf(searchOf(o.words));
  const rows = await sql.rows<FoundUser>(
    `users.search.${condition.name}`,
    `SELECT ${FOUND}, w.available FROM users u JOIN wallets w ON w.user_id = u.id WHERE ${condition.sql}
     ORDER BY u.last_seen_at DESC, u.id OFFSET $2::int LIMIT $3::int`,
    [value, o.page * o.pageSize, o.pageSize + 1],
  );
  return { items: rows.slice(0, o.pageSize), hasNext: rows.length > o.pageSize };
}

function searchOf(words: string | undefined): Search {
  const tidy = words?.trim();
  if (!tidy) return {};
  const digits = tidy.replace(/[\s()+-]/g, '');
  if (/^\d{1,18}$/.test(digits)) return { digits };
  return tidy.startsWith('@') ? { username: tidy.slice(1) } : { part: tidy };
}

const CONDITIONS = {
  digits: `u.id IN (
    SELECT id FROM users WHERE telegram_id = CASE WHEN length($1) < 19 THEN $1::bigint END
    UNION SELECT id FROM users WHERE id = CASE WHEN length($1) < 19 THEN $1::bigint END
    UNION SELECT user_id FROM (SELECT user_id FROM reservations WHERE phone = $1 ORDER BY id DESC LIMIT 100) r)`,
  username: 'u.username IS NOT NULL AND lower(u.username) = lower($1)',
  part: `concat_ws(' ', u.first_name, u.last_name, u.username) ILIKE $1`,
  all: '$1::text IS NULL',
} as const;

function conditionOf({ digits, username, part }: Search) {
  const named = (name: keyof typeof CONDITIONS, value: string | null) => ({
    condition: { name, sql: CONDITIONS[name] },
    value,
  });
  if (digits !== undefined) return named('digits', digits);
  if (username !== undefined) return named('username', username);
  if (part !== undefined) return named('part', `%${part.replace(/[\\%_]/g, '\\$&')}%`);
  return named('all', null);
}
