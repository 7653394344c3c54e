import type { Amount } from '../../../domain/money/money';
import type { ReportRange } from '../../../domain/reporting/report-range';
import type { Access } from '../../access';
import { bucketOf, buckets, rangeValues } from './buckets';

export interface PeopleBucket {
  readonly start: Date;
  readonly newUsers: number;
  /** Opened the bot: pressed or wrote anything. */
  readonly opened: number;
  /** Looked at an offer. */
  readonly chose: number;
  /** Reserved a number. */
  readonly reserved: number;
  /** Got a code for what they reserved in this time. */
  readonly completed: number;
  /** `opened` and `chose` are known from here on; null: of no time. */
  readonly stepsSince: Date | null;
}

const STEPS = `SELECT hour AS at, step, user_id FROM funnel_steps WHERE hour >= date_trunc('hour', $1::timestamptz) AND hour < $2
   UNION ALL SELECT created_at, 'RESERVED', user_id FROM reservations WHERE created_at >= $1 AND created_at < $2
   UNION ALL SELECT created_at, 'COMPLETED', user_id FROM reservations
     WHERE created_at >= $1 AND created_at < $2 AND status = 'COMPLETED'
   UNION ALL SELECT created_at, 'JOINED', id FROM users WHERE created_at >= $1 AND created_at < $2`;

const people = (step: string) => `(count(DISTINCT user_id) FILTER (WHERE step = '${step}'))::integer`;
const COUNTS = `${people('JOINED')} AS "newUsers", ${people('OPENED')} AS opened, ${people('CHOSE')} AS chose,
  ${people('RESERVED')} AS reserved, ${people('COMPLETED')} AS completed`;

const STEPS_SINCE = '(SELECT min(hour) FROM funnel_steps) AS "stepsSince"';

/** How many different people came how far, in each piece of the range. */
export async function reportPeople({ sql }: Access, range: ReportRange): Promise<PeopleBucket[]> {
  const { interval } = range;
  const counted = ['newUsers', 'opened', 'chose', 'reserved', 'completed'];
  return sql.rows<PeopleBucket>(
    `reports.people.${interval}`,
    `WITH steps AS (${STEPS}), counts AS (
       SELECT GREATEST(${bucketOf('at', interval)}, (SELECT min(start) FROM (${buckets(interval)}) first)) AS start, ${COUNTS}
       FROM steps GROUP BY 1)
     SELECT b.start, ${counted.map((name) => `COALESCE(c."${name}", 0) AS "${name}"`).join(', ')}, ${STEPS_SINCE}
     FROM (${buckets(interval)}) b LEFT JOIN counts c USING (start) ORDER BY 1`,
    rangeValues(range),
  );
}

/** The same over the whole time: somebody who came on two days is one. */
export async function reportFunnel({ sql }: Access, o: { from: Date; to: Date }): Promise<Omit<PeopleBucket, 'start'>> {
  const [row] = await sql.rows<Omit<PeopleBucket, 'start'>>(
    'reports.funnel',
    `WITH steps AS (${STEPS}) SELECT ${COUNTS}, ${STEPS_SINCE} FROM steps`,
    [o.from, o.to],
  );
  return row!;
}

export interface TopUserRow {
  readonly userId: bigint;
  /** Paid, less what was refunded. */
  readonly spent: Amount;
  readonly purchases: number;
  readonly refunds: number;
}

/** Who paid most in the time from-to. */
export async function reportTopUsers(
  { sql }: Access,
  o: { from: Date; to: Date; limit: number },
): Promise<TopUserRow[]> {
  return sql.rows<TopUserRow>(
    'reports.topUsers',
    `SELECT user_id AS "userId", sum(CASE type WHEN 'PURCHASE' THEN amount ELSE -amount END)::bigint AS spent,
       (count(*) FILTER (WHERE type = 'PURCHASE'))::integer AS purchases,
       (count(*) FILTER (WHERE type = 'REFUND'))::integer AS refunds
     FROM transfers WHERE created_at >= $1 AND created_at < $2 AND type IN ('PURCHASE', 'REFUND')
     GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $3`,
    [o.from, o.to, o.limit],
  );
}
