import type { App } from '../../app';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import { readPreCheckout } from '../../database/queries/payments';
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

/** One indexed read, one write. Approving promises nothing: money is credited when it has come. */
export async function judgePreCheckout(app: App, query: PreCheckout): Promise<PaymentJudgement> {
  const asked = await readPreCheckout(app.db, query.payload);
  const now = app.clock.now();
  const refused = (why: Extract<PaymentJudgement, { kind: 'refused' }>['why']) =>
    ({ kind: 'refused', why, language: asked?.language }) as const;
  if (!asked) return refused('unknown');
  if (asked.telegramId !== query.telegramId) return refused('foreign');
  if (asked.isBanned) return refused('banned');
  if (asked.credited > 0n) return refused('paid');
  if (asked.status !== 'OPEN' || asked.expiresAt <= now) return refused('expired');
  if (query.currency !== STARS || asked.currency !== STARS || asked.price !== String(query.amount))
    return refused('changed');
  await app.db.payments.noteApproved(asked.id, now);
  return { kind: 'approved' };
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
