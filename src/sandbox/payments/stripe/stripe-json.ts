import { toMinorUnits } from '../../../domain/money/decimal';
import type { Invoice, Taking } from '../kernel/invoice';
import { finalPayments } from '../kernel/invoice-book';

const WITHOUT_CENTS = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
export const placesOf = (currency: string): number => (WITHOUT_CENTS.has(currency) ? 0 : 2);

const units = (amount: string, { currency }: Invoice) => Number(toMinorUnits(amount, placesOf(currency)));
const seconds = (ms: number) => Math.floor(ms / 1000);
const chargeOf = (paymentKey: string) => paymentKey.replace(/^pi_/, 'ch_');

/** A session with everything expanded that the shop asks for. */
export function sessionJson(invoice: Invoice, now: number) {
  const { id, amount, currency, token, facts, createdAt, expiresAt, payments } = invoice;
  const isPaid = finalPayments(invoice).length > 0;
  const status = payments.length > 0 ? 'complete' : now < expiresAt ? 'open' : 'expired';
  const [payment] = payments;
  return {
    ...{
      id,
      object: 'checkout.session',
      mode: 'payment',
      status,
      payment_status: isPaid ? 'paid' : 'unpaid',
      livemode: false,
    },
    ...{
      amount_subtotal: units(amount, invoice),
      amount_total: units(amount, invoice),
      currency: currency.toLowerCase(),
    },
    ...{ client_reference_id: token, metadata: { token }, created: seconds(createdAt), expires_at: seconds(expiresAt) },
    url: status === 'open' ? `${facts.origin}/pay/${id}` : null,
    payment_intent: payment
      ? {
          ...{ id: payment.key, object: 'payment_intent', status: isPaid ? 'succeeded' : 'processing' },
          latest_charge: chargeJson(invoice) ?? null,
        }
      : null,
  };
}

/** Nothing before the payment. */
export function chargeJson(invoice: Invoice) {
  const [payment] = invoice.payments;
  if (!payment) return undefined;
  const { currency, amount, takings, facts } = invoice;
  const refunded = takings.filter(({ cause }) => cause === 'refund').map((one) => units(one.amount, invoice));
  const fee = Math.round(units(amount, invoice) * 0.029) + 30;
  return {
    ...{
      id: chargeOf(payment.key),
      object: 'charge',
      amount: units(amount, invoice),
      currency: currency.toLowerCase(),
    },
    ...{
      created: seconds(payment.at),
      payment_intent: payment.key,
      paid: !payment.isSeen,
      metadata: { token: facts.metadata },
    },
    amount_refunded: refunded.reduce((sum, one) => sum + one, 0),
    payment_method_details: { type: 'card', card: { brand: 'visa', fingerprint: payment.key.replace(/^pi_/, 'fp_') } },
    disputed: takings.some(({ cause }) => cause === 'charge_back'),
    balance_transaction: {
      id: payment.key.replace(/^pi_/, 'txn_'),
      object: 'balance_transaction',
      fee,
      currency: currency.toLowerCase(),
    },
  };
}

export function refundJson(invoice: Invoice, { key, paymentKey, amount, at }: Taking) {
  return {
    ...{ id: key, object: 'refund', amount: units(amount, invoice), currency: invoice.currency.toLowerCase() },
    ...{ charge: chargeOf(paymentKey), payment_intent: paymentKey, created: seconds(at), status: 'succeeded' },
  };
}

export function disputeJson(invoice: Invoice, { key, paymentKey, amount, at }: Taking) {
  return {
    ...{ id: key, object: 'dispute', amount: units(amount, invoice), currency: invoice.currency.toLowerCase() },
    ...{ charge: chargeOf(paymentKey), payment_intent: paymentKey, created: seconds(at), reason: 'fraudulent' },
    ...{ status: 'needs_response', metadata: {} },
  };
}
