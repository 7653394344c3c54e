import type { Amount } from '../../../domain/money/money';
import type { ReportRange } from '../../../domain/reporting/report-range';
import type { Access } from '../../access';
import { bucketOf, rangeValues } from './buckets';

export interface MoneyInBucket {
  readonly start: Date;
  readonly methodId: number;
  readonly methodName: string;
  /** What came, in the coins in which it came; decimals as text. */
  readonly received: readonly { readonly currency: string; readonly amount: string }[];
  readonly receipts: number;
  /** Of these, how many are nobody's yet. */
  readonly unclaimed: number;
  readonly credited: Amount;
  readonly bonus: Amount;
  /** What providers kept, as far as they say. */
  readonly fees: Amount;
  readonly refunded: Amount;
  /** What providers took back by themselves, without what they gave back since. */
  readonly chargedBack: Amount;
}

/** Money in by method, in each piece of the range in which any moved: by when it came, went back, or was taken. */
export async function reportMoneyIn({ sql }: Access, range: ReportRange): Promise<MoneyInBucket[]> {
  const at = (instant: string) => bucketOf(instant, range.interval);
  return sql.rows<MoneyInBucket>(
    `reports.moneyIn.${range.interval}`,
    `WITH came AS (
       SELECT ${at('arrived_at')} AS start, method_id, count(*)::int AS receipts,
         (count(*) FILTER (WHERE amount IS NULL))::int AS unclaimed, COALESCE(sum(amount), 0)::bigint AS credited,
         sum(bonus)::bigint AS bonus, COALESCE(sum(fee), 0)::bigint AS fees
       FROM payment_receipts WHERE arrived_at >= $1 AND arrived_at < $2 GROUP BY 1, 2),
     coins AS (
       SELECT start, method_id, json_agg(json_build_object('currency', currency, 'amount', amount) ORDER BY currency)
         AS received
       FROM (SELECT ${at('arrived_at')} AS start, method_id, currency, trim_scale(sum(received))::text AS amount
             FROM payment_receipts WHERE arrived_at >= $1 AND arrived_at < $2 GROUP BY 1, 2, 3) c
       GROUP BY 1, 2),
     went AS (
       SELECT ${at('f.ended_at')} AS start, r.method_id, sum(f.amount)::bigint AS refunded
       FROM payment_refunds f JOIN payment_receipts r ON r.id = f.receipt_id
       WHERE f.state = 'DONE' AND f.ended_at >= $1 AND f.ended_at < $2 GROUP BY 1, 2),
     taken AS (
       SELECT ${at('created_at')} AS start, method_id, sum(amount)::bigint AS charged_back
       FROM charge_backs WHERE state <> 'WON' AND created_at >= $1 AND created_at < $2 GROUP BY 1, 2)
     SELECT start, method_id AS "methodId", m.name AS "methodName", COALESCE(received, '[]') AS received,
       COALESCE(receipts, 0) AS receipts, COALESCE(unclaimed, 0) AS unclaimed, COALESCE(credited, 0) AS credited,
       COALESCE(bonus, 0) AS bonus, COALESCE(fees, 0) AS fees, COALESCE(refunded, 0) AS refunded,
       COALESCE(charged_back, 0) AS "chargedBack"
     FROM came FULL JOIN coins USING (start, method_id) FULL JOIN went USING (start, method_id)
       FULL JOIN taken USING (start, method_id) JOIN payment_methods m ON m.id = method_id
     ORDER BY start, m.position, m.id`,
    rangeValues(range),
  );
}
