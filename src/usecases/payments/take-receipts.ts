import type { App } from '../../app';
import type { Payment } from '../../database/entities/payment.entity';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import { readSharedPayer } from '../../database/queries/shared-payers';
import { creditFor, feeOf } from '../../domain/payment/credit';
import type { ArrivedMoney } from '../../ports/payment-provider';
import { raiseAlert } from '../alerts/raise-alert';

export type ReceiptOutcome = 'credited' | 'unclaimed' | 'repeated';

/**
 * Takes money that arrived. Without a payment that it belongs to, or in a coin whose worth nobody says, it is kept as
 * unclaimed, and an operator is told. The same receipt taken twice moves nothing the second time.
 */
export async function takeReceipt(
  app: App,
  method: PaymentMethod,
  payment: Payment | undefined,
  money: ArrivedMoney,
): Promise<ReceiptOutcome> {
  const outcome = await credited(app, method, payment, money);
  const { kind, receiptId } = outcome;
  if (kind === 'credited') {
    app.wake('outbox');
    await flagSharedPayer(app, receiptId);
  }
  if (kind === 'unclaimed') {
    const { amount, currency } = money.received;
    const facts = { name: method.name, receiptId: String(receiptId), amount, currency };
    await raiseAlert(app, { key: `payment_unclaimed:${receiptId}`, kind: 'payment_unclaimed', facts, everyS: 0 });
  }
  return kind;
}

const MOST_TRIES = 20;
const DAY_S = 86_400;

/** Reckons and credits; anew when another receipt of the same payment was credited in between. */
async function credited(app: App, method: PaymentMethod, known: Payment | undefined, money: ArrivedMoney) {
  let payment = known;
  const payerMark = await payerMarkOf(app, method, money);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const credit = payment
      ? creditFor({ ...payment, currentRate: method.rate }, money)
      : ({ kind: 'unclaimed', why: 'unknown_payment' } as const);
    const { kind, receiptId } = await app.db.payments.creditReceipt({
      methodId: method.id,
      receiptKey: money.receiptKey,
      paymentId: payment?.id ?? null,
      userId: payment?.userId ?? null,
      received: money.received.amount,
      currency: money.received.currency,
      amount: credit.kind === 'credit' ? credit.amount : null,
      bonus: credit.kind === 'credit' ? credit.bonus : 0n,
      unclaimed: credit.kind === 'credit' ? null : credit.why,
      creditedBefore: payment?.credited ?? 0n,
      fee: payment ? feeOf(payment, money) : null,
      arrivedAt: money.arrivedAt,
      payerMark,
      now: app.clock.now(),
    });
    if (kind !== 'changed') return { kind, receiptId: receiptId! };
    payment = (await app.db.payments.find(payment!.id))!;
  }
  throw new Error(`Payment ${payment?.id} never stands still.`);
}

/** What paid, as a hash that leads back to nothing. */
async function payerMarkOf(app: App, method: PaymentMethod, { payer }: ArrivedMoney): Promise<Buffer | null> {
  return payer === undefined ? null : app.personMark(0n, `payer:${method.protocol}:${payer}`);
}

/** One card that pays for several users is looked at by an operator; nothing is stopped by itself. */
async function flagSharedPayer(app: App, receiptId: bigint): Promise<void> {
  const shared = await readSharedPayer(app.db, receiptId);
  if (!shared || shared.users < 2) return;
  const facts = { receiptId: String(receiptId), userId: String(shared.userId), users: shared.users };
  await raiseAlert(app, { key: `payer_shared:${shared.mark}`, kind: 'payer_shared', facts, everyS: DAY_S });
}
