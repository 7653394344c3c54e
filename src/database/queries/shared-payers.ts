import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';

export interface SharedPayer {
  readonly userId: bigint;
  /** For how many users the same card or account has paid. */
  readonly users: number;
  /** A name of it that says nothing: the first letters of its hash. */
  readonly mark: string;
}

/** For how many users whatever paid this receipt has paid; undefined when the provider does not say what paid. */
export async function readSharedPayer({ sql }: Access, receiptId: bigint): Promise<SharedPayer | undefined> {
  const [row] = await sql.rows<SharedPayer>(
    'payments.sharedPayer',
    `SELECT r.user_id AS "userId", left(encode(r.payer_mark, 'hex'), 12) AS mark,
       (SELECT count(DISTINCT o.user_id)::int FROM payment_receipts o WHERE o.payer_mark = r.payer_mark) AS users
     FROM payment_receipts r WHERE r.id = $1 AND r.payer_mark IS NOT NULL AND r.user_id IS NOT NULL`,
    [receiptId],
  );
  return row;
}

export interface SharedPayerRow {
  readonly mark: string;
  readonly methodName: string;
  readonly paidIn: Amount;
  readonly lastAt: Date;
  readonly userIds: readonly bigint[];
}

/** Cards and accounts that paid for several users, the latest first. */
export async function readSharedPayers({ sql }: Access, limit: number): Promise<SharedPayerRow[]> {
  const rows = await sql.rows<Omit<SharedPayerRow, 'userIds'> & { userIds: readonly string[] }>(
    'payments.sharedPayers',
    `SELECT left(encode(r.payer_mark, 'hex'), 12) AS mark, min(m.name) AS "methodName",
       sum(r.amount - r.returned)::bigint AS "paidIn", max(r.arrived_at) AS "lastAt",
       json_agg(DISTINCT r.user_id::text) AS "userIds"
     FROM payment_receipts r JOIN payment_methods m ON m.id = r.method_id
     WHERE r.payer_mark IS NOT NULL AND r.amount IS NOT NULL
     GROUP BY r.payer_mark HAVING count(DISTINCT r.user_id) > 1 ORDER BY max(r.arrived_at) DESC LIMIT $1`,
    [limit],
  );
  return rows.map(({ userIds, ...row }) => ({ ...row, userIds: userIds.map(BigInt) }));
}
