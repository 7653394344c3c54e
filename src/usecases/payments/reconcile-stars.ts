import type { App } from '../../app';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import { STARS } from '../../domain/payment/quote';
import type { StarsTransaction } from '../../ports/stars';
import { findStarsMethod, takeStars } from './stars';
import { takeBack } from './take-back';

const PAGE = 100;
const MOST_PAGES = 50;

export interface StarsReconciliation {
  readonly read: number;
  /** Payments that Telegram knew and we did not: credited now. */
  readonly recovered: number;
  /** Stars that Telegram took back and nobody here had given back. */
  readonly takenBack: number;
}

/**
 * Reads Telegram's own list of our Stars from where the last look ended. What we lack is credited by the same act as ever,
 * what was taken back is taken back here. This covers outages that are longer than Telegram's memory of updates.
 */
export async function reconcileStars(app: App): Promise<StarsReconciliation | undefined> {
  const method = await findStarsMethod(app);
  if (!method) return undefined;
  let cursor = method.listCursor ?? undefined;
  const sum = { read: 0, recovered: 0, takenBack: 0 };
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await app.telegram.listStarsTransactions({ cursor, limit: PAGE, ascending: true });
    if (answer.kind !== 'page') return page === 0 ? undefined : sum;
    const settled = answer.transactions.filter(({ isPending, isFailed }) => !isPending && !isFailed);
    sum.read += answer.transactions.length;
    sum.recovered += await recover(
      app,
      method.id,
      settled.filter(({ isRefund, isIncoming }) => isIncoming && !isRefund),
    );
    for (const { id, stars, at } of settled.filter(({ isRefund }) => isRefund))
      if (await takeBackStars(app, { chargeId: id, amount: stars, at }, method)) sum.takenBack += 1;
    // The last page is read again next time: more may be put on it.
    if (answer.next === undefined) break;
    cursor = answer.next;
    await app.db.payments.noteListed(method.id, cursor, app.clock.now());
  }
  await app.db.payments.noteListed(method.id, cursor ?? null, app.clock.now());
  return sum;
}

async function recover(app: App, methodId: number, payments: readonly StarsTransaction[]): Promise<number> {
  const known = await app.db.payments.knownReceipts(
    methodId,
    payments.map(({ id }) => id),
  );
  const missing = payments.filter(({ id }) => !known.has(id));
  for (const { id, payload, stars, at } of missing)
    await takeStars(app, { chargeId: id, payload: payload ?? '', amount: stars, at });
  return missing.length;
}

/**
 * Telegram gave Stars back. What an operator gave back here is known already; anything else was taken from the shop, and is
 * taken back here. True when it was.
 */
export async function takeBackStars(
  app: App,
  { chargeId, amount: stars, at }: { chargeId: string; amount: bigint; at: Date },
  known?: PaymentMethod,
): Promise<boolean> {
  const method = known ?? (await findStarsMethod(app));
  if (!method) return false;
  const amount = { amount: String(stars), currency: STARS };
  const taking = { receiptKey: chargeId, takingKey: `refund:${chargeId}`, amount, state: 'REFUNDED', at } as const;
  return (await takeBack(app, method, taking)) === 'taken';
}
