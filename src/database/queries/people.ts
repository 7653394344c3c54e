import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';

/** Somebody as a list for operators shows him. */
export interface PersonRow {
  readonly id: bigint;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly username: string | null;
  readonly isBanned: boolean;
  readonly available: Amount;
}

export interface PeopleSearch {
  /** An id of ours or Telegram's, or a phone number that somebody had. */
  readonly digits?: string;
  /** Whole, without @. */
  readonly username?: string;
  /** Part of a name. */
  readonly part?: string;
  readonly offset: number;
  readonly limit: number;
}

/** Finds people, the last seen first; all of them when nothing is asked for. One more than `limit` tells of a next page. */
export async function readPeople({ sql }: Access, o: PeopleSearch): Promise<PersonRow[]> {
  const { condition, value } = conditionOf(o);
  return sql.rows<PersonRow>(
    `people.${condition.name}`,
    `SELECT u.id, u.first_name AS "firstName", u.last_name AS "lastName", u.username, u.is_banned AS "isBanned",
       w.available
     FROM users u JOIN wallets w ON w.user_id = u.id WHERE ${condition.sql}
     ORDER BY u.last_seen_at DESC, u.id OFFSET $2::int LIMIT $3::int`,
    [value, o.offset, o.limit + 1],
  );
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

function conditionOf({ digits, username, part }: PeopleSearch) {
  const named = (name: keyof typeof CONDITIONS, value: string | null) => ({
    condition: { name, sql: CONDITIONS[name] },
    value,
  });
  if (digits !== undefined) return named('digits', digits);
  if (username !== undefined) return named('username', username);
  if (part !== undefined) return named('part', `%${part.replace(/[\\%_]/g, '\\$&')}%`);
  return named('all', null);
}

export interface TimelineRow {
  readonly kind: 'TRANSFER' | 'RESERVATION' | 'AUDIT';
  readonly id: bigint;
  readonly at: Date;
  /** Type of the transfer, stage of the reservation, action of the audit log. */
  readonly what: string;
  readonly amount: Amount | null;
  /** Reason of the transfer, service of the reservation, facts of the audit log. */
  readonly note: string;
}

/** All that happened to one user, newest first. One more than `limit` tells of a next page. */
export async function readTimeline(
  { sql }: Access,
  o: { userId: bigint; offset: number; limit: number },
): Promise<TimelineRow[]> {
  return sql.rows<TimelineRow>(
    'people.timeline',
    `(SELECT 'TRANSFER' AS kind, id, created_at AS at, type::text AS what, amount, reason AS note
       FROM transfers WHERE user_id = $1::bigint ORDER BY id DESC LIMIT $2::int + $3::int)
     UNION ALL
     (SELECT 'RESERVATION', r.id, r.created_at, r.status::text, r.price, s.name || ' · ' || c.iso
       FROM reservations r JOIN services s ON s.id = r.service_id JOIN countries c ON c.id = r.country_id
       WHERE r.user_id = $1::bigint ORDER BY r.id DESC LIMIT $2::int + $3::int)
     UNION ALL
     (SELECT 'AUDIT', id, created_at, action, NULL, facts::text
       FROM audit_log WHERE entity = 'user' AND entity_id = ($1::bigint)::text ORDER BY id DESC LIMIT $2::int + $3::int)
     ORDER BY 3 DESC, 1, 2 DESC OFFSET $2::int LIMIT $3::int`,
    [o.userId, o.offset, o.limit + 1],
  );
}

export interface UserCounts {
  readonly completed: number;
  readonly open: number;
  readonly spent: Amount;
}

export async function readUserCounts({ sql }: Access, userId: bigint): Promise<UserCounts> {
  const [row] = await sql.rows<UserCounts>(
    'people.counts',
    `SELECT count(*) FILTER (WHERE status = 'COMPLETED')::int AS completed,
       count(*) FILTER (WHERE ended_at IS NULL)::int AS open,
       COALESCE(sum(price) FILTER (WHERE status = 'COMPLETED'), 0)::bigint AS spent
     FROM reservations WHERE user_id = $1`,
    [userId],
  );
  return row!;
}
