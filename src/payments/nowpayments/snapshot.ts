import { compareDecimals, isZero, scaleDecimal } from '../../domain/money/decimal';
import type { ArrivedMoney, ForeignMoney, InvoiceSnapshot, TakenBack } from '../../ports/payment-provider';
import type { NowPayment } from './read-payment';

type Status = InvoiceSnapshot['status'];

/** From the one that says most to the one that says least: an invoice stands where the best of its payments does. */
const RANKS: readonly Status[] = ['PAID', 'SEEN', 'UNDERPAID', 'OPEN', 'FAILED', 'EXPIRED'];
const STATUSES: Readonly<Record<string, Status>> = {
  waiting: 'OPEN',
  confirming: 'SEEN',
  confirmed: 'SEEN',
  sending: 'SEEN',
  partially_paid: 'UNDERPAID',
  finished: 'PAID',
  failed: 'FAILED',
  refunded: 'FAILED',
  expired: 'EXPIRED',
};
const PLACES = 8;

/**
 * What an invoice and its payments amount to. Only `finished` and `partially_paid` have arrived. Without payments nobody has
 * opened it, or it does not exist; they do not say which.
 */
export function snapshotOf(externalId: string, payments: readonly NowPayment[], now: Date): InvoiceSnapshot {
  const statuses = payments.map(({ status }) => STATUSES[status] ?? 'SEEN');
  const status = RANKS.find((rank) => statuses.includes(rank)) ?? 'OPEN';
  return {
    kind: 'invoice',
    externalId,
    token: payments.find(({ orderId }) => orderId !== undefined)?.orderId,
    status,
    arrived: payments.flatMap((payment) => arrivedBy(payment, now)),
    takenBack: payments.flatMap((payment) => takenBackFrom(payment, now)),
    isFinal: status === 'PAID' && !statuses.includes('SEEN'),
  };
}

/** One for each invoice; a payment without one was begun by somebody else, and stands for itself. */
export function snapshotsOf(payments: readonly NowPayment[], now: Date): InvoiceSnapshot[] {
  const byInvoice = new Map<string, NowPayment[]>();
  for (const payment of payments) {
    const name = payment.invoiceId ?? `payment ${payment.id}`;
    byInvoice.set(name, [...(byInvoice.get(name) ?? []), payment]);
  }
  return [...byInvoice].map(([id, own]) => snapshotOf(id, own, now));
}

function arrivedBy(payment: NowPayment, now: Date): ArrivedMoney[] {
  const { id, status, paid, fee, parentId, changedAt } = payment;
  if ((status !== 'finished' && status !== 'partially_paid') || !paid || isZero(paid.amount)) return [];
  const settles = status === 'finished' && parentId === undefined;
  return [
    { receiptKey: id, received: paid, worth: worthOf(payment, settles), settles, fee, arrivedAt: changedAt ?? now },
  ];
}

/**
 * What came, at the rate at which it was asked for. A later one to an old address has another rate, and may be of another coin: its
 * price says nothing then, and only what they say it was worth, in dollars, counts.
 */
function worthOf({ price, due, paid, parentId, paidAtFiat }: NowPayment, settles: boolean): ForeignMoney | undefined {
  if (parentId !== undefined) {
    const isKnown = price.currency === 'USD' && paidAtFiat !== undefined && !isZero(paidAtFiat);
    return isKnown ? { amount: paidAtFiat, currency: 'USD' } : undefined;
  }
  if (!due || !paid || isZero(due.amount)) return undefined;
  const amount = scaleDecimal(price.amount, paid.amount, due.amount, PLACES)!;
  // A hair less than asked may count as paid.
  return settles && compareDecimals(amount, price.amount) < 0 ? price : { ...price, amount };
}

/** Money that was sent back. It was never shown as arrived here, unless it was before. */
function takenBackFrom(payment: NowPayment, now: Date): TakenBack[] {
  if (payment.status !== 'refunded') return [];
  const amount = worthOf(payment, false) ?? payment.price;
  return [
    {
      receiptKey: payment.id,
      takingKey: `refund:${payment.id}`,
      amount,
      state: 'REFUNDED',
      at: payment.changedAt ?? now,
    },
  ];
}
