import type { Amount } from '../../../domain/money/money';
import type { ReportRange } from '../../../domain/reporting/report-range';
import type { Access } from '../../access';
import { bucketOf, buckets, MADE_BEFORE_END, rangeValues } from './buckets';

export interface MoneyBucket {
  readonly start: Date;
  /** Paid by buyers for codes. */
  readonly sales: Amount;
  readonly refunds: Amount;
  /** What buyers saved by promo codes: it is not in the sales. */
  readonly discounts: Amount;
  /** What suppliers charged for completed reservations, as they said it. */
  readonly cost: Amount;
  readonly added: Amount;
  readonly deducted: Amount;
  readonly rewards: Amount;
  readonly held: Amount;
  readonly released: Amount;
  readonly salesCount: number;
  readonly refundsCount: number;
}

/** Money moved in each piece of the range. */
export async function reportMoney({ sql }: Access, range: ReportRange): Promise<MoneyBucket[]> {
  const { interval } = range;
  const sum = (type: string) => `COALESCE(sum(amount) FILTER (WHERE type = '${type}'), 0)::bigint`;
  const count = (type: string) => `(count(*) FILTER (WHERE type = '${type}'))::integer`;
  return sql.rows<MoneyBucket>(
    `reports.money.${interval}`,
    `WITH moved AS (
       SELECT ${bucketOf('created_at', interval)} AS start, ${sum('PURCHASE')} AS sales, ${sum('REFUND')} AS refunds,
         ${sum('ADD')} AS added, ${sum('DEDUCT')} AS deducted, ${sum('REWARD')} AS rewards, ${sum('HOLD')} AS held,
         ${sum('RELEASE')} AS released, ${count('PURCHASE')} AS sales_count, ${count('REFUND')} AS refunds_count
       FROM transfers WHERE created_at >= $1 AND created_at < $2 GROUP BY 1),
     cost AS (
       SELECT ${bucketOf('ended_at', interval)} AS start, COALESCE(sum(upstream_cost), 0)::bigint AS cost,
         COALESCE(sum(list_price - price), 0)::bigint AS discounts
       FROM reservations
       WHERE status = 'COMPLETED' AND ended_at >= $1 AND ended_at < $2
         AND created_at >= $1::timestamptz - ${MADE_BEFORE_END} AND created_at < $2
       GROUP BY 1)
     SELECT b.start, COALESCE(m.sales, 0) AS sales, COALESCE(m.refunds, 0) AS refunds, COALESCE(c.cost, 0) AS cost,
       COALESCE(c.discounts, 0) AS discounts, COALESCE(m.added, 0) AS added, COALESCE(m.deducted, 0) AS deducted, COALESCE(m.rewards, 0) AS rewards,
       COALESCE(m.held, 0) AS held, COALESCE(m.released, 0) AS released,
       COALESCE(m.sales_count, 0) AS "salesCount", COALESCE(m.refunds_count, 0) AS "refundsCount"
     FROM (${buckets(interval)}) b LEFT JOIN moved m USING (start) LEFT JOIN cost c USING (start) ORDER BY 1`,
    rangeValues(range),
  );
}

export interface MoneyNow {
  readonly available: Amount;
  readonly held: Amount;
  readonly openReservations: number;
  readonly wallets: number;
}

/** What buyers have with us at this moment. Reads all wallets. */
export async function reportMoneyNow({ sql }: Access): Promise<MoneyNow> {
  const [row] = await sql.rows<MoneyNow>(
    'reports.moneyNow',
    `SELECT COALESCE(sum(available), 0)::bigint AS available, COALESCE(sum(held), 0)::bigint AS held,
       COALESCE(sum(open_holds), 0)::integer AS "openReservations", count(*)::integer AS wallets FROM wallets`,
  );
  return row!;
}
