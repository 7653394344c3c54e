import type { App } from '../../app';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import type { PaymentReceipt } from '../../database/entities/payment-receipt.entity';
import { parseDecimal } from '../../domain/money/decimal';
import { type Amount, formatAmount } from '../../domain/money/money';
import { worthOf } from '../../domain/payment/quote';
import type { TakenBack } from '../../ports/payment-provider';
import { raiseAlert } from '../alerts/raise-alert';

/**
 * A provider took money back, or says how a dispute ended. The same taking moves money once. Our own refunds are shown by the
 * provider as well, and moved theirs already; while one is under way nobody knows its name there, so it is looked at later.
 */
export async function takeBack(
  app: App,
  method: PaymentMethod,
  taking: TakenBack,
): Promise<'taken' | 'later' | undefined> {
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
    amount: await shareOf(app, method, receipt, taking),
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
  return 'taken';
}

/**
 * What of the credited amount was taken, rounded up. In the coin that came: the same part as of what came. In the currency of
 * the price, as for most coins: its worth by the invoice's rate. In any other: all of it, since nobody says how much.
 */
export async function shareOf(
  app: App,
  method: PaymentMethod,
  receipt: Pick<PaymentReceipt, 'received' | 'currency' | 'paymentId' | 'amount'>,
  taking: Pick<TakenBack, 'amount'>,
): Promise<Amount> {
  const { received, currency, paymentId } = receipt;
  const whole = receipt.amount!;
  const [taken, came] = [parseDecimal(taking.amount.amount), parseDecimal(received)];
  if (!taken || !came) return whole;
  if (taking.amount.currency === currency) return least(whole, (whole * taken + came - 1n) / came);
  const price = (paymentId === null ? null : await app.db.payments.find(paymentId)) ?? method;
  if (taking.amount.currency !== price.currency) return whole;
  return least(whole, worthOf(taking.amount.amount, price.rate) + 1n);
}

const least = (a: Amount, b: Amount): Amount => (a < b ? a : b);
