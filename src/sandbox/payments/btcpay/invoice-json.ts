import { addDecimals, subtractDecimals } from '../../../domain/money/decimal';
import { coinsFor } from '../kernel/acts';
import type { Invoice } from '../kernel/invoice';
import { paidShare, worthOf } from '../kernel/invoice-book';

/** What a bitcoin is worth, whatever the currency. */
export const RATE = '64392.23';
export const PAYMENT_METHOD = 'BTC-CHAIN';

export const seconds = (ms: number): number => Math.floor(ms / 1000);

interface Status {
  readonly status: 'New' | 'Processing' | 'Settled' | 'Expired' | 'Invalid';
  readonly additionalStatus: 'None' | 'PaidPartial' | 'PaidLate' | 'PaidOver' | 'Marked';
}

export function statusOf(invoice: Invoice, now: number): Status {
  const { payments, isCanceled, expiresAt } = invoice;
  const share = paidShare(invoice);
  const isLate = payments.some((one) => one.isLate);
  if (isCanceled) return { status: 'Invalid', additionalStatus: 'Marked' };
  if (share !== undefined && share >= 0)
    return { status: 'Settled', additionalStatus: share > 0 ? 'PaidOver' : isLate ? 'PaidLate' : 'None' };
  const isWhole = (paidShare(invoice, payments) ?? -1) >= 0;
  if (isWhole)
    return isLate
      ? { status: 'Expired', additionalStatus: 'PaidLate' }
      : { status: 'Processing', additionalStatus: 'None' };
  return {
    status: now < expiresAt ? 'New' : 'Expired',
    additionalStatus: payments.length > 0 ? 'PaidPartial' : 'None',
  };
}

export function invoiceJson(invoice: Invoice, now: number, storeId: string) {
  const { id, amount, currency, facts, createdAt, expiresAt } = invoice;
  const checkout = facts.checkout as Record<string, unknown>;
  return {
    ...{ id, storeId, amount, paidAmount: worthOf(invoice.payments), currency, type: 'Standard' },
    ...{
      checkoutLink: `${facts.origin}/pay/${id}`,
      createdTime: seconds(createdAt),
      expirationTime: seconds(expiresAt),
    },
    monitoringExpiration: seconds(expiresAt) + Number(checkout.monitoringMinutes ?? 1440) * 60,
    ...statusOf(invoice, now),
    ...{
      availableStatusesForManualMarking: ['Settled', 'Invalid'],
      archived: false,
      metadata: facts.metadata,
      checkout,
    },
  };
}

/** One method, with the payments as the wallet sees them. */
export function methodsJson({ amount, payments, id }: Invoice) {
  const coin = { name: 'BTC', rate: RATE, places: 8 };
  const paid = payments.map((one) => one.amount).reduce(addDecimals, '0');
  const due = coinsFor(amount, coin);
  const destination = `bc1q${id.toLowerCase()}`;
  return [
    {
      ...{
        paymentMethodId: PAYMENT_METHOD,
        currency: 'BTC',
        destination,
        paymentLink: `bitcoin:${destination}?amount=${due}`,
      },
      ...{ rate: RATE, paymentMethodPaid: paid, totalPaid: paid, due: subtractDecimals(due, paid), amount: due },
      ...{ paymentMethodFee: '0', activated: true, additionalData: {} },
      payments: payments.map((one) => ({
        ...{ id: one.key, receivedDate: seconds(one.at), value: one.amount, fee: '0', destination },
        status: one.isSeen ? 'Processing' : 'Settled',
      })),
    },
  ];
}
