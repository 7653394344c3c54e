import type { App } from '../../app';
import { STARS } from '../../domain/payment/quote';
import type { StarsTransaction } from '../../ports/messenger';
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
  let cursor = method.listCursor ?? '';
  const sum = { read: 0, recovered: 0, takenBack: 0 };
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await app.telegram.listStarsTransactions({ cursor, limit: PAGE, ascending: true });
    if (answer.kind !== 'page') return page === 0 ? undefined : sum;
    const settled = answer.transactions.filter(({ isPending, isFailed }) => !isPending && !isFailed);
    sum.read += answer.transactions.length;
    sum.recovered += await recover(app, method.id, settled.filter(({ isRefund, isIncoming }) => isIncoming && !isRefund));
    for (const one of settled.filter(({ isRefund }) => isRefund)) {
      if (await isOurRefund(app, method.id, one.id)) continue;
      const amount = { amount: String(one.stars < 0n ? -one.stars : one.stars), currency: STARS };
      await takeBack(app, method, { receiptKey: one.id, takingKey: `refund:${one.id}`, amount, state: 'REFUNDED', at: one.at });
      sum.takenBack += 1;
    }
    // The last page is read again next time: more may be put on it.
    if (answer.next === undefined) break;
    cursor = answer.next;
    await app.db.payments.noteListed(method.id, cursor, app.clock.now());
  }
  await app.db.payments.noteListed(method.id, cursor, app.clock.now());
  return sum;
}

async function recover(app: App, methodId: number, payments: readonly StarsTransaction[]): Promise<number> {
  const known = await app.db.payments.knownReceipts(methodId, payments.map(({ id }) => id));
  const missing = payments.filter(({ id }) => !known.has(id));
  for (const { id, payload, stars, at } of missing) await takeStars(app, { chargeId: id, payload: payload ?? '', amount: stars, at });
  return missing.length;
}

async function isOurRefund(app: App, methodId: number, chargeId: string): Promise<boolean> {
  const receipt = await app.db.payments.findReceiptByKey(methodId, chargeId);
  return receipt !== null && receipt.amount !== null && receipt.returned === receipt.amount;
}
