import { In } from 'typeorm';
import type { Amount } from '../../domain/money/money';
import type { OurMoney, Span } from '../../domain/payment/compare-day';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { ChargeBack } from '../entities/charge-back.entity';
import { Payment } from '../entities/payment.entity';
import { PaymentReceipt } from '../entities/payment-receipt.entity';
import { PaymentRefund } from '../entities/payment-refund.entity';

const RECEIPT = select(PaymentReceipt, 'r', [
  ...(['id', 'receiptKey', 'paymentId', 'received', 'currency', 'amount', 'returned', 'arrivedAt'] as const),
]);
const INVOICE = select(Payment, 'p', ['externalId']);

export interface OurSide extends OurMoney {
  /** In the shop's currency; null: it is nobody's yet. */
  readonly credited: Amount | null;
  /** What the provider calls its invoice; null: it belongs to none of ours. */
  readonly externalId: string | null;
}

/** Receipts of a way to pay that came or went back within a time, and those of these keys whenever they came. */
export async function readOurSide(
  db: Access,
  o: { methodId: number; span: Span; keys: readonly string[] },
): Promise<OurSide[]> {
  const receipts = await db.sql.rows<Row<typeof RECEIPT> & Row<typeof INVOICE>>(
    'payments.ourSide',
    `SELECT ${RECEIPT}, ${INVOICE} FROM payment_receipts r LEFT JOIN payments p ON p.id = r.payment_id
     WHERE r.method_id = $1 AND (r.receipt_key = ANY ($4) OR r.arrived_at >= $2 AND r.arrived_at < $3
       OR EXISTS (SELECT 1 FROM charge_backs b WHERE b.receipt_id = r.id AND b.created_at >= $2 AND b.created_at < $3)
       OR EXISTS (SELECT 1 FROM payment_refunds f WHERE f.receipt_id = r.id AND f.state = 'DONE' AND f.ended_at >= $2
         AND f.ended_at < $3))
     ORDER BY r.id`,
    [o.methodId, o.span.from, o.span.until, o.keys],
  );
  const receiptId = In(receipts.map(({ id }) => id));
  const [takings, refunds] = await Promise.all([
    db.manager.findBy(ChargeBack, { receiptId }),
    db.manager.findBy(PaymentRefund, { receiptId, state: In(['WAITING', 'DONE'] as const) }),
  ]);
  return receipts.map(({ id, receiptKey, paymentId, received, currency, amount, returned, arrivedAt, externalId }) => ({
    ...{ receiptId: id, receiptKey, paymentId, externalId, arrivedAt, credited: amount },
    money: { amount: received, currency },
    isAllBack: amount !== null && returned === amount,
    takings: takings
      .filter((one) => one.receiptId === id)
      .map((one) => ({ takingKey: one.takingKey, amount: one.amount, state: one.state, at: one.createdAt })),
    refunds: refunds
      .filter((one) => one.receiptId === id)
      .map((one) => ({
        ...{ reference: one.reference, amount: one.amount, state: one.state as 'WAITING' | 'DONE' },
        // The provider was never asked.
        isByHand: one.tries === 0,
        at: one.endedAt ?? one.createdAt,
      })),
  }));
}

const NAMED = select(Payment, 'p', ['id', 'token', 'externalId', 'methodId']);
export type NamedPayment = Row<typeof NAMED>;

/** Payments of a way to pay by what the provider may name them by. */
export async function readNamedPayments(
  { sql }: Access,
  o: { methodId: number; tokens: readonly string[]; externalIds: readonly string[] },
): Promise<NamedPayment[]> {
  return sql.rows<NamedPayment>(
    'payments.named',
    `SELECT ${NAMED} FROM payments p WHERE p.method_id = $1 AND (p.token = ANY ($2) OR p.external_id = ANY ($3))`,
    [o.methodId, o.tokens, o.externalIds],
  );
}

/** The invoices of a way to pay that were made within a time, as the provider calls them. */
export async function listInvoicesMade(
  { sql }: Access,
  o: { methodId: number; span: Span },
): Promise<{ externalId: string }[]> {
  return sql.rows<{ externalId: string }>(
    'payments.invoicesMade',
    `SELECT ${INVOICE} FROM payments p
     WHERE p.method_id = $1 AND p.created_at >= $2 AND p.created_at < $3 AND p.external_id IS NOT NULL ORDER BY p.id`,
    [o.methodId, o.span.from, o.span.until],
  );
}
