import type { App } from '../../app';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import type { PaymentReceipt } from '../../database/entities/payment-receipt.entity';
import type { DueRefund } from '../../database/queues/payment-work';
import type { Actor } from '../../database/stores/ledger';
import { DECIMAL_ONE, formatDecimal, parseDecimal } from '../../domain/money/decimal';
import { type Amount, formatAmount } from '../../domain/money/money';
import { placesOf, STARS } from '../../domain/payment/quote';
import { addMs, HOUR_MS, MINUTE_MS } from '../../domain/time';
import { manualKey } from '../wallet/manual-transfer';
import { PAYMENT_LEASE_MS } from './read-invoice';

export interface RefundReceiptOrder {
  /** 1 to 200 visible characters, made before the act. */
  readonly key: string;
  readonly receiptId: bigint;
  /** Of what was credited; undefined: all that is left of it. */
  readonly amount?: Amount;
  readonly actor: Actor;
  readonly reason: string;
  readonly requestId?: string;
  /** The operator paid it back himself, and says by what. Nobody is asked then. */
  readonly paidBy?: string;
  /** The buyer asked for it; nothing is done when that was answered before. */
  readonly answers?: bigint;
}

export type RefundReceiptOutcome =
  /** The money is set aside; its owner is told when it is on its way, or back in his balance. */
  | { readonly kind: 'waiting' | 'repeated'; readonly refundId: bigint }
  | { readonly kind: 'not_found' | 'key_conflict' | 'in_progress' | 'only_whole' | 'only_by_hand' }
  /** The request that it answers has its answer. */
  | { readonly kind: 'not_waiting' }
  | { readonly kind: 'too_much'; readonly most: Amount }
  /** Only what is available can be given back, and the bonus goes with it. */
  | { readonly kind: 'insufficient_funds'; readonly available: Amount };

/** Gives money back to where it came from: set aside at once, then its provider is asked. The same key does it once. */
export async function refundReceipt(app: App, order: RefundReceiptOrder): Promise<RefundReceiptOutcome> {
  const receipt = await app.db.payments.findReceipt(order.receiptId);
  if (!receipt || receipt.amount === null) return { kind: 'not_found' };
  const method = (await app.db.payments.findMethod(receipt.methodId))!;
  const amount = order.amount ?? receipt.amount - receipt.returned;
  if (amount <= 0n) return { kind: 'too_much', most: receipt.amount - receipt.returned };
  const isByHand = order.paidBy !== undefined;
  // Telegram gives whole charges back and nothing else.
  if (!isByHand && method.currency === STARS && amount !== receipt.amount) return { kind: 'only_whole' };
  if (!isByHand && method.currency !== STARS && !app.payments.get(method)?.refund) return { kind: 'only_by_hand' };
  const { actor, reason, requestId } = order;
  const now = app.clock.now();
  const begun = await app.db.transact(async (tx) => {
    if (order.answers !== undefined && !(await tx.refundRequests.lockWaiting(order.answers)))
      return { kind: 'not_waiting' } as const;
    const row = await tx.payments.beginRefund({
      key: manualKey(order.key),
      receiptId: receipt.id,
      amount,
      actor,
      reason,
      now,
    });
    if (row.kind !== 'waiting') return row;
    const facts = { refundId: String(row.refundId), amount: formatAmount(amount), reason };
    await tx.audit.write({
      ...{ actor, requestId, facts, at: now },
      action: 'payment.refunded',
      entity: 'receipt',
      entityId: receipt.id,
    });
    await tx.refundRequests.approve({ receiptId: receipt.id, refundId: row.refundId!, now });
    if (isByHand) await tx.payments.endRefund({ id: row.refundId!, isDone: true, reference: order.paidBy, now });
    return row;
  });
  switch (begun.kind) {
    case 'waiting':
    case 'repeated':
      app.wake('outbox');
      return { kind: begun.kind, refundId: begun.refundId! };
    case 'too_much':
      return { kind: 'too_much', most: begun.most! };
    case 'insufficient_funds':
      return { kind: 'insufficient_funds', available: begun.available! };
    default:
      return { kind: begun.kind };
  }
}

/** Asks the providers of all refunds that wait. An outcome that nobody knows is asked for again, by the same key. */
export async function finishRefunds(app: App): Promise<number> {
  const now = app.clock.now();
  const due = await app.db.paymentWork.claimRefunds({ now, leasedUntil: addMs(now, PAYMENT_LEASE_MS), limit: 8 });
  await Promise.all(due.map((refund) => finishRefund(app, refund)));
  return due.length;
}

type Answer =
  | { readonly kind: 'done'; readonly reference?: string }
  | { readonly kind: 'refused' | 'later'; readonly why: string };

async function finishRefund(app: App, { id, key, amount, tries, receiptId }: DueRefund): Promise<void> {
  const receipt = (await app.db.payments.findReceipt(receiptId))!;
  const method = (await app.db.payments.findMethod(receipt.methodId))!;
  const answer = await (method.currency === STARS
    ? askTelegram(app, receipt)
    : askProvider(app, method, receipt, { key, amount }));
  const now = app.clock.now();
  if (answer.kind === 'later') {
    const waitMs = Math.min(HOUR_MS, MINUTE_MS * 2 ** Math.min(tries - 1, 6));
    return app.db.paymentWork.delayRefund(id, addMs(now, waitMs), answer.why);
  }
  const isDone = answer.kind === 'done';
  await app.db.payments.endRefund({
    id,
    isDone,
    ...(isDone ? { reference: answer.reference } : { problem: answer.why }),
    now,
  });
  app.wake('outbox');
}

async function askTelegram(app: App, receipt: PaymentReceipt): Promise<Answer> {
  const user = await app.db.users.findById(receipt.userId!);
  if (!user?.telegramId) return { kind: 'refused', why: 'the account was erased' };
  const outcome = await app.telegram.refundStars({ telegramId: user.telegramId, chargeId: receipt.receiptKey });
  if (outcome.kind === 'refunded' || outcome.kind === 'already_refunded') return { kind: 'done' };
  if (outcome.kind === 'refused') return { kind: 'refused', why: outcome.detail };
  return { kind: 'later', why: outcome.kind };
}

async function askProvider(
  app: App,
  method: PaymentMethod,
  receipt: PaymentReceipt,
  o: { key: string; amount: Amount },
): Promise<Answer> {
  const provider = app.payments.get(method);
  const payment = receipt.paymentId === null ? null : await app.db.payments.find(receipt.paymentId);
  if (!provider?.refund || !payment?.externalId)
    return { kind: 'refused', why: 'this method cannot give money back by itself' };
  const { receiptKey, currency } = receipt;
  const request = {
    externalId: payment.externalId,
    receiptKey,
    key: o.key,
    amount: { amount: partOf(receipt, o.amount), currency },
  };
  const reply = await provider.refund(request);
  if (reply.kind !== 'fault') return { kind: 'done', reference: reply.reference };
  const isFinal = reply.fault === 'invalid' || reply.fault === 'unsupported' || reply.fault === 'not_found';
  return { kind: isFinal ? 'refused' : 'later', why: `${reply.fault}: ${reply.detail}` };
}

/** The same part of what came as `amount` is of what was credited, rounded down to the places of its currency. */
function partOf({ received, currency, amount: whole }: PaymentReceipt, amount: Amount): string {
  if (amount === whole) return received;
  const places = placesOf(currency);
  const step = DECIMAL_ONE / 10n ** BigInt(places);
  const part = (parseDecimal(received)! * amount) / whole!;
  return formatDecimal(part - (part % step), places);
}
