import type { TimeSort } from '../../domain/enum-values';
import type { Amount } from '../../domain/money/money';
import type { PageRequest } from '../../domain/paging/page-request';
import type { PaymentStatus, RefundState } from '../../domain/payment/payment-status';
import type { Access } from '../access';
import { type Row, select, selectAll } from '../columns';
import { ChargeBack } from '../entities/charge-back.entity';
import { Debt } from '../entities/debt.entity';
import { Payment } from '../entities/payment.entity';
import { PaymentMethod } from '../entities/payment-method.entity';
import { PaymentReceipt } from '../entities/payment-receipt.entity';
import { PaymentRefund } from '../entities/payment-refund.entity';
import { User } from '../entities/user.entity';
import { byTime, conditionsOf, type Page, readPage } from './keyset';

/** Without what providers know it by. */
const PAYMENT = selectAll(Payment, 'x', ['token', 'key', 'readAt', 'reads', 'payUrl']);
const RECEIPT = selectAll(PaymentReceipt, 'x', ['payerMark']);
const REFUND = selectAll(PaymentRefund, 'x', ['key', 'dueAt', 'tries']);
const DEBT = select(Debt, 'x', ['id', 'userId', 'chargeBackId', 'amount', 'paid', 'forgiven', 'createdAt']);
const TAKEN = select(ChargeBack, 'b', ['receiptId', 'state', 'methodId']);
const METHOD_NAME = select(PaymentMethod, 'm', [], { methodName: 'name' });
const PERSON = select(User, 'u', ['firstName', 'lastName', 'username']);

export type PaymentRow = Row<typeof PAYMENT> & Row<typeof METHOD_NAME>;
export type ReceiptRow = Row<typeof RECEIPT> & Row<typeof METHOD_NAME>;
export type RefundRow = Row<typeof REFUND>;
export type DebtRow = Row<typeof DEBT> & Row<typeof TAKEN>;

interface Span {
  /** From this instant on. */
  readonly from?: Date;
  /** Before this instant. */
  readonly to?: Date;
}

export interface PaymentFilter extends Span {
  readonly userId?: bigint;
  readonly methodId?: number;
  readonly statuses?: readonly PaymentStatus[];
}

export interface ReceiptFilter extends Span {
  readonly userId?: bigint;
  readonly methodId?: number;
  readonly paymentId?: bigint;
  /** Only money that is nobody's yet, or only that which is somebody's. */
  readonly isUnclaimed?: boolean;
}

export interface RefundFilter {
  readonly receiptId?: bigint;
  readonly states?: readonly RefundState[];
}

export interface DebtFilter {
  readonly userId?: bigint;
  /** Only what is still owed, or only what is not. */
  readonly isOpen?: boolean;
}

const PAYMENT_FILTERS: Record<keyof PaymentFilter, string> = {
  userId: 'x.user_id = ?',
  methodId: 'x.method_id = ?',
  statuses: 'x.status = ANY (?::payment_status[])',
  from: 'x.created_at >= ?',
  to: 'x.created_at < ?',
};
const RECEIPT_FILTERS: Record<keyof ReceiptFilter, string> = {
  userId: 'x.user_id = ?',
  methodId: 'x.method_id = ?',
  paymentId: 'x.payment_id = ?',
  isUnclaimed: '(x.amount IS NULL) = ?',
  from: 'x.arrived_at >= ?',
  to: 'x.arrived_at < ?',
};
const REFUND_FILTERS: Record<keyof RefundFilter, string> = {
  receiptId: 'x.receipt_id = ?',
  states: 'x.state = ANY (?::refund_state[])',
};
const DEBT_FILTERS: Record<keyof DebtFilter, string> = {
  userId: 'x.user_id = ?',
  isOpen: '(x.paid + x.forgiven < x.amount) = ?',
};

export const paymentConditions = (filter: PaymentFilter) => conditionsOf(PAYMENT_FILTERS, filter);
export const receiptConditions = (filter: ReceiptFilter) => conditionsOf(RECEIPT_FILTERS, filter);

const OF_METHOD = 'JOIN payment_methods m ON m.id = x.method_id';
const PAYMENTS = { columns: `${PAYMENT}, ${METHOD_NAME}`, from: `payments x ${OF_METHOD}`, id: 'x.id' };
const RECEIPTS = { columns: `${RECEIPT}, ${METHOD_NAME}`, from: `payment_receipts x ${OF_METHOD}`, id: 'x.id' };
const REFUNDS = { columns: REFUND, from: 'payment_refunds x', id: 'x.id' };
const DEBTS = {
  columns: `${DEBT}, ${TAKEN}`,
  from: 'debts x JOIN charge_backs b ON b.id = x.charge_back_id',
  id: 'x.id',
};

interface Asked<Filter> {
  readonly filter: Filter;
  readonly page: PageRequest;
  readonly sort?: TimeSort;
}

/** What buyers began to pay. Newest first, unless asked otherwise; so are the lists below. */
export function readPayments({ sql }: Access, o: Asked<PaymentFilter>): Promise<Page<PaymentRow>> {
  return readPage<PaymentRow>(sql, PAYMENTS, byTime('x.id', o.sort ?? 'NEWEST'), paymentConditions(o.filter), o.page);
}

/** Money that arrived. */
export function readReceipts({ sql }: Access, o: Asked<ReceiptFilter>): Promise<Page<ReceiptRow>> {
  return readPage<ReceiptRow>(sql, RECEIPTS, byTime('x.id', o.sort ?? 'NEWEST'), receiptConditions(o.filter), o.page);
}

/** Money on its way back. */
export function readRefunds({ sql }: Access, o: Asked<RefundFilter>): Promise<Page<RefundRow>> {
  const conditions = conditionsOf(REFUND_FILTERS, o.filter);
  return readPage<RefundRow>(sql, REFUNDS, byTime('x.id', o.sort ?? 'NEWEST'), conditions, o.page);
}

/** What wallets could not give when a provider took money back. */
export function readDebts({ sql }: Access, o: Asked<DebtFilter>): Promise<Page<DebtRow>> {
  const conditions = conditionsOf(DEBT_FILTERS, o.filter);
  return readPage<DebtRow>(sql, DEBTS, byTime('x.id', o.sort ?? 'NEWEST'), conditions, o.page);
}

export async function readPaymentsByIds({ sql }: Access, ids: readonly bigint[]): Promise<PaymentRow[]> {
  const text = `SELECT ${PAYMENTS.columns} FROM ${PAYMENTS.from} WHERE x.id = ANY ($1)`;
  return sql.rows<PaymentRow>('payments.byIds', text, [ids]);
}

export async function readReceiptsByIds({ sql }: Access, ids: readonly bigint[]): Promise<ReceiptRow[]> {
  const text = `SELECT ${RECEIPTS.columns} FROM ${RECEIPTS.from} WHERE x.id = ANY ($1)`;
  return sql.rows<ReceiptRow>('receipts.byIds', text, [ids]);
}

export interface MoneyOfUser {
  /** Credited, without what went back. */
  readonly paidIn: Amount;
  readonly receipts: number;
  /** Still owed: buying is blocked until it is paid. */
  readonly debt: Amount;
}

/** What somebody paid in, and owes. */
export async function readMoneyOfUser({ sql }: Access, userId: bigint): Promise<MoneyOfUser> {
  const [row] = await sql.rows<MoneyOfUser>(
    'payments.ofUser',
    `SELECT COALESCE(sum(r.amount - r.returned), 0)::bigint AS "paidIn", count(*)::int AS receipts,
       COALESCE((SELECT w.debt FROM wallets w WHERE w.user_id = $1::bigint), 0)::bigint AS debt
     FROM payment_receipts r WHERE r.user_id = $1::bigint AND r.amount IS NOT NULL`,
    [userId],
  );
  return row!;
}

export type DebtorRow = Row<typeof PERSON> & { readonly id: bigint; readonly debt: Amount };

/** Who owes something, the most first. */
export async function readDebtors(
  { sql }: Access,
  o: { page: number; pageSize: number },
): Promise<{ items: DebtorRow[]; hasNext: boolean }> {
  const rows = await sql.rows<DebtorRow>(
    'payments.debtors',
    `SELECT u.id, ${PERSON}, w.debt FROM wallets w JOIN users u ON u.id = w.user_id
     WHERE w.debt > 0 ORDER BY w.debt DESC, u.id OFFSET $1::int LIMIT $2::int`,
    [o.page * o.pageSize, o.pageSize + 1],
  );
  return { items: rows.slice(0, o.pageSize), hasNext: rows.length > o.pageSize };
}

/** How much waits for an operator. */
export async function countOpenMoney({ sql }: Access): Promise<{ unclaimed: number; debtors: number }> {
  const [row] = await sql.rows<{ unclaimed: number; debtors: number }>(
    'payments.waiting',
    `SELECT (SELECT count(*) FROM payment_receipts WHERE amount IS NULL)::int AS unclaimed,
       (SELECT count(*) FROM wallets WHERE debt > 0)::int AS debtors`,
  );
  return row!;
}
