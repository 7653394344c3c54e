import { compareDecimals } from '../../../domain/money/decimal';
import { type Coin, coinsFor } from '../kernel/acts';
import type { Invoice, Payment } from '../kernel/invoice';

export const coinOf = ({ facts }: Invoice): Coin => ({
  name: String(facts.pay_currency ?? 'usdttrc20'),
  rate: '0.9994',
  places: 6,
});

function statusOf({ amount, takings }: Invoice, { key, worth, isSeen }: Payment): string {
  if (takings.some(({ paymentKey }) => paymentKey === key)) return 'refunded';
  if (isSeen) return 'confirming';
  return compareDecimals(worth, amount) < 0 ? 'partially_paid' : 'finished';
}

/** A payment; one that came to an address after the first is a payment of its own, which names the first. Amounts are JSON numbers. */
export function paymentJson(invoice: Invoice, payment: Payment, { isWebhook = false } = {}): Record<string, unknown> {
  const [first] = invoice.payments;
  const isAgain = first !== undefined && first.key !== payment.key;
  const at = new Date(payment.at).toISOString();
  return {
    ...{
      payment_id: Number(payment.key),
      parent_payment_id: isAgain ? Number(first.key) : null,
      invoice_id: Number(invoice.id),
    },
    ...{
      payment_status: statusOf(invoice, payment),
      pay_address: 'TNDFkiSmBQorNFacb3735q8MnT29sn8BLn',
      payin_extra_id: null,
    },
    ...{ price_amount: Number(invoice.amount), price_currency: invoice.currency.toLowerCase() },
    ...{ pay_amount: Number(coinsFor(invoice.amount, coinOf(invoice))), pay_currency: payment.coin },
    ...{ actually_paid: Number(payment.amount), actually_paid_at_fiat: isAgain ? Number(payment.worth) : 0 },
    ...{ order_id: invoice.token, order_description: invoice.title, purchase_id: payment.key },
    ...{ outcome_amount: Number(payment.amount), outcome_currency: payment.coin },
    ...(isWebhook
      ? { updated_at: payment.at, fee: { currency: payment.coin, depositFee: 0.09, withdrawalFee: 0, serviceFee: 0 } }
      : { created_at: at, updated_at: at }),
  };
}
