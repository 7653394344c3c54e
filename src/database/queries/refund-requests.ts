import type { TimeSort } from '../../domain/enum-values';
import type { Amount } from '../../domain/money/money';
import type { PageRequest } from '../../domain/paging/page-request';
import type { RefundRequestState } from '../../domain/payment/payment-status';
import type { Access } from '../access';
import { type Row, select, selectAll } from '../columns';
import { PaymentMethod } from '../entities/payment-method.entity';
import { RefundRequest } from '../entities/refund-request.entity';
import { User } from '../entities/user.entity';
import { byTime, conditionsOf, type Page, readPage } from './keyset';

const REQUEST = selectAll(RefundRequest, 'x');
const METHOD_NAME = select(PaymentMethod, 'm', [], { methodName: 'name' });
const PERSON = select(User, 'u', ['firstName', 'lastName', 'username']);
const REQUESTS = {
  columns: `${REQUEST}, ${METHOD_NAME}, ${PERSON}`,
  from: `refund_requests x JOIN payment_receipts r ON r.id = x.receipt_id JOIN payment_methods m ON m.id = r.method_id
    JOIN users u ON u.id = x.user_id`,
  id: 'x.id',
};

export type RefundRequestRow = Row<typeof REQUEST> & Row<typeof METHOD_NAME> & Row<typeof PERSON>;

export interface RefundRequestFilter {
  readonly userId?: bigint;
  readonly states?: readonly RefundRequestState[];
}

const FILTERS: Record<keyof RefundRequestFilter, string> = {
  userId: 'x.user_id = ?',
  states: 'x.state = ANY (?::refund_request_state[])',
};

/** What buyers want back. Newest first, unless asked otherwise. */
export function readRefundRequests(
  { sql }: Access,
  o: { filter: RefundRequestFilter; page: PageRequest; sort?: TimeSort },
): Promise<Page<RefundRequestRow>> {
  const conditions = conditionsOf(FILTERS, o.filter);
  return readPage<RefundRequestRow>(sql, REQUESTS, byTime('x.id', o.sort ?? 'NEWEST'), conditions, o.page);
}

export async function readRefundRequestsByIds({ sql }: Access, ids: readonly bigint[]): Promise<RefundRequestRow[]> {
  const text = `SELECT ${REQUESTS.columns} FROM ${REQUESTS.from} WHERE x.id = ANY ($1)`;
  return sql.rows<RefundRequestRow>('refundRequests.byIds', text, [ids]);
}

export async function countWaitingRefundRequests({ sql }: Access): Promise<number> {
  const [row] = await sql.rows<{ count: number }>(
    'refundRequests.waiting',
    `SELECT count(*)::int AS count FROM refund_requests WHERE state = 'WAITING'`,
  );
  return row!.count;
}

export interface RefundableRow {
  readonly receiptId: bigint;
  readonly methodName: string;
  readonly protocol: string;
  readonly at: Date;
  readonly amount: Amount;
  readonly bonus: Amount;
}

/** What somebody could have back now, by receipt; see `refundable_receipts`. */
export async function readRefundable({ sql }: Access, o: { userId: bigint; limit: number }): Promise<RefundableRow[]> {
  return sql.rows<RefundableRow>(
    'refundRequests.refundable',
    `SELECT r.receipt_id AS "receiptId", m.name AS "methodName", m.protocol, r.arrived_at AS at, r.amount, r.bonus
     FROM refundable_receipts($1) r JOIN payment_methods m ON m.id = r.method_id ORDER BY 1 DESC LIMIT $2`,
    [o.userId, o.limit],
  );
}
