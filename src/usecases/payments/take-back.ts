import type { App } from '../../app';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import type { PaymentReceipt } from '../../database/entities/payment-receipt.entity';
import { parseDecimal } from '../../domain/money/decimal';
import { formatAmount } from '../../domain/money/money';
import type { TakenBack } from '../../ports/payment-provider';
import { raiseAlert } from '../alerts/raise-alert';

/**
 * A provider took money back, or says how a dispute ended. The same taking moves money once. Our own refunds are shown by the
 * provider as well, and moved theirs already; while one is under way nobody knows its name there, so it is looked at later.
 */
export async function takeBack(app: App, method: PaymentMethod, taking: TakenBack): Promise<'later' | undefined> {
  const receipt = await app.db.payments.findReceiptByKey(method.id, taking.receiptKey);
  if (!receipt || receipt.amount === null) return undefined;
  if (taking.state === 'REFUNDED') {
    const own = await app.db.payments.findOwnRefunds(receipt.id, taking.takingKey);
    if (own.some(({ reference }) => reference === taking.takingKey)) return undefined;
    if (own.length > 0) return 'later';
  }
  const outcome = await app.db.payments.chargeBack({
    methodId: method.id,
    takingKey: taking.takingKey,
    receiptKey: taking.receiptKey,
    amount: shareOf(receipt, taking),
    state: taking.state,
    now: app.clock.now(),
  });
  if (outcome.kind !== 'taken') return undefined;
  app.wake('outbox');
  const facts = {
    name: method.name,
    userId: String(outcome.buyer),
    taken: formatAmount(outcome.taken!),
    owed: formatAmount(outcome.owed!),
  };
  await raiseAlert(app, {
    key: `payment_taken_back:${method.id}:${taking.takingKey}`,
    kind: 'payment_taken_back',
    facts,
    everyS: 0,
  });
  return undefined;
}

/** What of the credited amount was taken: the same part of it as of the money that came, rounded up; at least the least unit. */
function shareOf({ amount, received }: PaymentReceipt, taking: TakenBack): bigint {
  const [taken, whole] = [parseDecimal(taking.amount.amount), parseDecimal(received)];
  if (!taken || !whole || taken >= whole) return amount!;
  return (amount! * taken + whole - 1n) / whole;
}
