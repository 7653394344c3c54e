import { z } from 'zod';
import { Secret } from '../../config/secret';
import { settingsOf } from '../../platform/vendor/settings';
import type { InvoiceRequest, PaymentAccount, PaymentProvider } from '../../ports/payment-provider';
import { type Ask, createAsk, type PaymentAdapter, type PaymentParts, withCapabilities } from '../kit/adapter';
import { paymentFault } from '../kit/readings';
import { minorUnits } from './currencies';
import { expanded, listSessions, lookAtSession } from './look-at-session';
import { readStripeDelivery } from './read-delivery';
import { readBalance, readRefunded } from './read-reply';
import { readCreated, readExpired, readSessionReply } from './read-session';

const settings = settingsOf(
  z.strictObject({
    /** Such as `card`; what the account has switched on when left out. */
    paymentMethodTypes: z
      .array(z.string().regex(/^[a-z_]{2,40}$/))
      .min(1)
      .max(20)
      .optional(),
  }),
);
type Settings = ReturnType<typeof settings>;

/** Its answers have this shape, whatever became of the API since. */
const VERSION = '2024-06-20';
/** A session lives for half an hour at least; so much and a minute for the clocks is added to what was asked. */
const LEAST_LIFE_MS = 31 * 60_000;

/** Stripe Checkout: a page for cards and more. Money can be taken back for months. */
export const stripeAdapter: PaymentAdapter = {
  protocol: 'stripe',
  open(account, parts) {
    const own = settings(account);
    const url = `${own.url.replace(/\/v1$/, '')}/v1`;
    const headers = () => ({ Authorization: new Secret(`Bearer ${account.apiKey()}`), 'Stripe-Version': VERSION });
    return withCapabilities(stripe(createAsk(url, headers, parts), own, account, parts), [
      'webhook',
      'read_back',
      'chargeback',
    ]);
  },
};

function stripe(
  ask: Ask,
  own: Settings,
  account: PaymentAccount,
  { clock }: PaymentParts,
): Omit<PaymentProvider, 'capabilities'> {
  return {
    acknowledgement: '',
    async createInvoice(request) {
      const units = minorUnits(request.price);
      if (units === undefined)
        return paymentFault('invalid', `${request.price.currency} has fewer places than the amount`);
      return ask(
        {
          ...{ name: 'create session', path: '/checkout/sessions', method: 'POST', whenLost: 'unknown_outcome' },
          ...{ body: sessionForm(request, units, own), headers: { 'Idempotency-Key': request.token } },
        },
        readCreated,
      );
    },
    readInvoice: (externalId) => lookAtSession(ask, externalId),
    verify: (delivery) => readStripeDelivery(delivery, account.webhookKey() ?? '', clock.now()),
    test: () => ask({ name: 'test', path: '/balance' }, readBalance),
    list: (o) => listSessions(ask, o),

    async cancel(externalId) {
      const path = `/checkout/sessions/${encodeURIComponent(externalId)}`;
      const ending = {
        name: 'expire session',
        path: `${path}/expire`,
        method: 'POST',
        whenLost: 'unknown_outcome',
      } as const;
      const ended = await ask(ending, readExpired);
      if (ended.kind !== 'fault' || ended.fault !== 'invalid') return ended;
      // It refuses what is no longer open, and says so in words alone.
      const found = await ask({ name: 'read session', path: path + expanded('') }, readSessionReply);
      return found.kind === 'session' && found.status === 'expired' ? { kind: 'canceled' } : ended;
    },

    async refund({ receiptKey, amount, key }) {
      const units = minorUnits(amount);
      if (units === undefined) return paymentFault('invalid', `${amount.currency} has fewer places than the amount`);
      const body = new URLSearchParams({ payment_intent: receiptKey, amount: units });
      const refunding = { name: 'refund', path: '/refunds', method: 'POST', whenLost: 'unknown_outcome' } as const;
      return ask({ ...refunding, body, headers: { 'Idempotency-Key': key } }, readRefunded);
    },
  };
}

/**
 * The same request must make the same form, since its key is refused with another one: nothing in it may come from the clock. Our
 * own mark stands at the payment too, so that it is on every charge.
 */
function sessionForm(request: InvoiceRequest, units: string, { paymentMethodTypes = [] }: Settings): URLSearchParams {
  const { token, price, title, expiresAt, returnUrl, language } = request;
  const form = new URLSearchParams({
    mode: 'payment',
    client_reference_id: token,
    'metadata[token]': token,
    'payment_intent_data[metadata][token]': token,
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': price.currency.toLowerCase(),
    'line_items[0][price_data][unit_amount]': units,
    'line_items[0][price_data][product_data][name]': title,
    expires_at: String(Math.floor((expiresAt.getTime() + LEAST_LIFE_MS) / 1000)),
    success_url: returnUrl ?? 'https://t.me',
    cancel_url: returnUrl ?? 'https://t.me',
    // Arabic is none of its languages; the browser decides then.
    locale: language === 'en' || language === 'ru' ? language : 'auto',
  });
  for (const [index, type] of paymentMethodTypes.entries()) form.set(`payment_method_types[${index}]`, type);
  return form;
}
