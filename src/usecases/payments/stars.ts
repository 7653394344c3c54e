import type { App } from '../../app';
import { approvePayment } from '../../database/acts/approve-payment';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import { STARS } from '../../domain/payment/quote';
import { STARS_PROTOCOL } from '../../domain/payment/stars';
import { MINUTE_MS } from '../../domain/time';
import type { PreCheckout } from '../../ports/stars';
import { takeReceipt } from './take-receipts';

/** Whether somebody may pay, asked while Telegram waits for the answer. */
export type PaymentJudgement =
  | { readonly kind: 'approved' }
  | {
      readonly kind: 'refused';
      readonly why: 'unknown' | 'foreign' | 'paid' | 'expired' | 'changed' | 'banned';
      /** Of the payer, where we know him. */
      readonly language: string | undefined;
    };

/**
 * One statement. Approving promises nothing: money is credited when it has come. `db`: what it is asked by, where that is
 * not the pool that everything else waits for, too.
 */
export async function judgePreCheckout(
  app: App,
  { payload: token, telegramId, currency, amount }: PreCheckout,
  db: Pick<App['db'], 'sql'> = app.db,
): Promise<PaymentJudgement> {
  const { kind, language } = await approvePayment(db, { token, telegramId, currency, amount, now: app.clock.now() });
  return kind === 'approved' ? { kind } : { kind: 'refused', why: kind, language: language ?? undefined };
}

export interface StarsPayment {
  /** Unique for ever: the receipt's key. */
  readonly chargeId: string;
  readonly payload: string;
  readonly amount: bigint;
  readonly at: Date;
}

/** Stars came. A second payment of one invoice, or one after its time, is a payment of its own. */
export async function takeStars(app: App, stars: StarsPayment): Promise<void> {
  const payment = (await app.db.payments.findByToken(stars.payload)) ?? undefined;
  const method = payment ? await app.db.payments.findMethod(payment.methodId) : await findStarsMethod(app);
  if (!method) throw new Error('Stars came, and the shop has no payment method for them.');
  const received = { amount: String(stars.amount), currency: STARS };
  // Who was allowed to pay in time pays by that price, however long Telegram took.
  const isInTime = payment?.approvedAt && payment.approvedAt <= payment.expiresAt;
  const arrivedAt =
    isInTime && stars.at > payment.expiresAt && stars.at.getTime() - payment.approvedAt!.getTime() < MINUTE_MS
      ? payment.expiresAt
      : stars.at;
  await takeReceipt(app, method, payment, {
    receiptKey: stars.chargeId,
    received,
    worth: received,
    settles: false,
    arrivedAt,
  });
}

/** The row of Telegram Stars; undefined until there is one. */
export async function findStarsMethod(app: Pick<App, 'db'>): Promise<PaymentMethod | undefined> {
  return (await app.db.payments.listAllMethods()).find(({ protocol }) => protocol === STARS_PROTOCOL);
}
