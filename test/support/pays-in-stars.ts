import { randomUUID } from 'node:crypto';
import type { Amount } from '../../src/domain/money/money';
import { takeStars } from '../../src/usecases/payments/stars';
import { startTopUp } from '../../src/usecases/payments/start-top-up';
import type { Shop } from './shop';

/** Pays in Stars; the bot sees them, and so does Telegram's list. Returns the receipt. */
export async function paysInStars(
  shop: Shop,
  o: { userId: bigint; methodId: number; amount: Amount; chargeId?: string },
): Promise<bigint> {
  const { userId, methodId, amount, chargeId = randomUUID() } = o;
  const order = { key: randomUUID(), userId, methodId, amount, language: 'en', title: 'Balance' };
  const outcome = await startTopUp(shop.app, order);
  if (outcome.kind !== 'started') throw new Error(outcome.kind);
  const { token, price } = outcome.payment;
  const at = shop.clock.now();
  await takeStars(shop.app, { chargeId, payload: token, amount: BigInt(price), at });
  shop.telegram.starsMoved.push({
    ...{ id: chargeId, stars: BigInt(price), nanos: 0, at, isRefund: false, isIncoming: true },
    ...{ isPending: false, isFailed: false, telegramId: 1n, payload: token },
  });
  return (await shop.one<{ id: bigint }>('SELECT id FROM payment_receipts WHERE receipt_key = $1', [chargeId])).id;
}
