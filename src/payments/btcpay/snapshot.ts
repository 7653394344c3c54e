import { addDecimals, scaleDecimal, subtractDecimals } from '../../domain/money/decimal';
import type { ArrivedMoney, InvoiceSnapshot } from '../../ports/payment-provider';
import type { BtcPayInvoice } from './read-invoice';
import type { BtcPayPayment } from './read-payments';

const PLACES = 8;

/** What an invoice and its payments amount to. Only settled payments have arrived: others can still be spent twice. */
export function snapshotOf(invoice: BtcPayInvoice, payments: readonly BtcPayPayment[], now: Date): InvoiceSnapshot {
  const arrived = arrivedMoney(
    invoice,
    payments.filter(({ status }) => status === 'Settled'),
  );
  const isSeen = payments.some(({ status }) => status === 'Processing');
  return {
    kind: 'invoice',
    externalId: invoice.id,
    token: invoice.token,
    status: statusOf(invoice, arrived.length > 0, isSeen),
    arrived,
    takenBack: [],
    isFinal:
      !isSeen &&
      (invoice.status === 'Settled' ||
        invoice.status === 'Invalid' ||
        (invoice.status === 'Expired' && invoice.watchedUntil !== undefined && now > invoice.watchedUntil)),
  };
}

function statusOf({ status }: BtcPayInvoice, hasArrived: boolean, isSeen: boolean): InvoiceSnapshot['status'] {
  switch (status) {
    case 'Processing':
      return 'SEEN';
    case 'Settled':
      // A person can mark an invoice as settled; nothing came by that.
      return hasArrived ? 'PAID' : 'CANCELED';
    case 'Invalid':
      return 'FAILED';
    case 'New':
    case 'Expired':
      if (isSeen) return 'SEEN';
      if (hasArrived) return 'UNDERPAID';
      return status === 'New' ? 'OPEN' : 'EXPIRED';
  }
}

/**
 * Each payment at the invoice's rate. Coins have fewer places than a rate, so the sum is a hair off: where the server says that
 * exactly the price was paid, the last payment takes what is left of it.
 */
function arrivedMoney(invoice: BtcPayInvoice, settled: readonly BtcPayPayment[]): ArrivedMoney[] {
  const isPaid = invoice.status === 'Settled' && invoice.additionalStatus !== 'Marked';
  let before = '0';
  return settled.map(({ id, value, rate, receivedAt }, index) => {
    const settles = isPaid && index === settled.length - 1;
    const isExact = settles && invoice.additionalStatus !== 'PaidOver';
    const amount = isExact ? subtractDecimals(invoice.amount, before) : scaleDecimal(value.amount, rate, '1', PLACES)!;
    before = addDecimals(before, amount);
    return {
      receiptKey: id,
      received: value,
      worth: { amount, currency: invoice.currency },
      settles,
      arrivedAt: receivedAt,
    };
  });
}
