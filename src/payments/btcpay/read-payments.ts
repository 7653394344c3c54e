import { plainDecimal } from '../../domain/money/decimal';
import { type JsonObject, scalarText } from '../../platform/vendor/json';
import { listOf, type VendorReply } from '../../platform/vendor/reply';
import type { ForeignMoney, PaymentFault } from '../../ports/payment-provider';
import { exactShape, foreignMoney, readAll, unixTime } from '../kit/readings';
import { readFault } from './read-invoice';

export interface BtcPayPayment {
  readonly id: string;
  readonly value: ForeignMoney;
  /** What one of the coin is worth in the invoice's currency. */
  readonly rate: string;
  readonly status: 'Invalid' | 'Processing' | 'Settled';
  readonly receivedAt: Date;
}

/** The payments of an invoice, of all methods, in the order in which they came. */
export function readPayments(reply: VendorReply): { kind: 'payments'; payments: BtcPayPayment[] } | PaymentFault {
  const shape = exactShape(reply);
  const methods = reply.status === 200 ? readAll(listOf(shape), readMethod) : undefined;
  if (!methods) return readFault(shape, reply.status, 'unavailable');
  return { kind: 'payments', payments: methods.flat().sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime()) };
}

function readMethod(method: JsonObject): BtcPayPayment[] | undefined {
  const rate = plainDecimal(method.rate);
  // Before 2.0 the method had the name of the coin, and `BTC-LightningNetwork` beside it.
  const coin =
    method.currency ?? method.cryptoCode ?? scalarText(method.paymentMethodId ?? method.paymentMethod)?.split('-')[0];
  return readAll(method.payments ?? [], (payment) => {
    const [id, value, receivedAt] = [
      scalarText(payment.id),
      foreignMoney(payment.value, coin),
      unixTime(payment.receivedDate),
    ];
    const { status } = payment;
    if (status !== 'Invalid' && status !== 'Processing' && status !== 'Settled') return undefined;
    return id === undefined || !value || !receivedAt || rate === undefined
      ? undefined
      : { id, value, rate, status, receivedAt };
  });
}
