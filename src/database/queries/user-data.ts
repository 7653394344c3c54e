import type { Access } from '../access';
import { type Row, select } from '../columns';
import { User } from '../entities/user.entity';
import { UserDataChannel } from '../entities/user-data-channel.entity';
import { type Titled, withTitles } from './titled';

export type UserDataChannelRow = Titled<UserDataChannel>;

/** The active one first. */
export async function readUserDataChannels({ manager }: Access): Promise<UserDataChannelRow[]> {
  const order = { isActive: 'DESC', channelId: 'ASC' } as const;
  return withTitles(await manager.find(UserDataChannel, { relations: { channel: true }, order }));
}

export async function readUserDataChannel({ manager }: Access, channelId: number) {
  return withTitles(await manager.find(UserDataChannel, { relations: { channel: true }, where: { channelId } }))[0];
}

export async function readActiveUserDataChannel({ manager }: Access) {
  const where = { isActive: true };
  return withTitles(await manager.find(UserDataChannel, { relations: { channel: true }, where }))[0];
}

const PERSON = select(User, 'u', ['firstName', 'lastName', 'username'], { joinedAt: 'createdAt' });

/** A user as the user data channel may be told of them, and the purchase that a post is about. */
export type UserDataRow = Row<typeof PERSON> & {
  readonly telegramId: bigint;
  readonly available: bigint;
  readonly serviceName: string | null;
  readonly serviceEmoji: string | null;
  readonly countryIso: string | null;
  readonly countryName: string | null;
  readonly phone: string | null;
};

/** Undefined for a person who is not there any more. */
export async function readUserData(
  { sql }: Access,
  o: { userId: bigint; reservationId: bigint | null },
): Promise<UserDataRow | undefined> {
  const [row] = await sql.rows<UserDataRow>(
    'reads.userData',
    `SELECT ${PERSON}, u.telegram_id AS "telegramId", w.available, s.name AS "serviceName", s.emoji AS "serviceEmoji",
       c.iso AS "countryIso", c.name AS "countryName", r.phone
     FROM users u JOIN wallets w ON w.user_id = u.id
     LEFT JOIN reservations r ON r.id = $2 AND r.user_id = u.id
     LEFT JOIN services s ON s.id = r.service_id LEFT JOIN countries c ON c.id = r.country_id
     WHERE u.id = $1 AND u.telegram_id IS NOT NULL AND u.erased_at IS NULL`,
    [o.userId, o.reservationId],
  );
  return row;
}

export interface DayRow {
  readonly newUsers: number;
  readonly sales: number;
  /** Numbers whose code was due and never came. */
  readonly withoutCode: number;
  readonly revenue: bigint;
}

/** What happened in a stretch of time. Revenue is what was charged, less what was refunded. */
export async function readDay({ sql }: Access, o: { from: Date; until: Date }): Promise<DayRow> {
  const [row] = await sql.rows<DayRow>(
    'reads.day',
    `SELECT
       (SELECT count(*)::integer FROM users WHERE created_at >= $1 AND created_at < $2) AS "newUsers",
       (SELECT count(*)::integer FROM reservations
          WHERE status = 'COMPLETED' AND ended_at >= $1 AND ended_at < $2) AS sales,
       (SELECT count(*)::integer FROM reservations WHERE NOT brought_code
          AND ended_at >= $1 AND ended_at < $2) AS "withoutCode",
       (SELECT COALESCE(sum(CASE WHEN type = 'PURCHASE' THEN amount ELSE -amount END), 0)::bigint FROM transfers
          WHERE type IN ('PURCHASE', 'REFUND') AND created_at >= $1 AND created_at < $2) AS revenue`,
    [o.from, o.until],
  );
  return row!;
}
