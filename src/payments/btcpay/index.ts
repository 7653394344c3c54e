import { z } from 'zod';
import { Secret } from '../../config/secret';
import { settingsOf } from '../../platform/vendor/settings';
import type { InvoiceRequest, PaymentAccount, PaymentProvider } from '../../ports/payment-provider';
import { type Ask, createAsk, type PaymentAdapter, type PaymentParts, withCapabilities } from '../kit/adapter';
import { paymentFault } from '../kit/readings';
import { listInvoices, lookAtInvoice } from './look-at-invoice';
import { readBtcPayDelivery } from './read-delivery';
import { readCreated, readInvoiceReply, readInvoices, readMarked } from './read-invoice';

const settings = settingsOf(
  z.strictObject({
    storeId: z.string().regex(/^\w{1,64}$/),
    /** How many confirmations are enough; the store's own choice when left out. */
    speedPolicy: z.enum(['HighSpeed', 'MediumSpeed', 'LowMediumSpeed', 'LowSpeed']).optional(),
    /** Such as `BTC-CHAIN`, `BTC-LN`; all of the store's when left out. */
    paymentMethods: z.array(z.string().min(1).max(40)).min(1).max(30).optional(),
    /** For how long after its end an invoice is watched for late payments. */
    monitoringMinutes: z.number().int().min(1).max(43_200).default(1_440),
    /** Up to how many percent less count as paid. */
    paymentTolerance: z.number().min(0).max(100).default(0),
  }),
);
type Settings = ReturnType<typeof settings>;

const LANGUAGES: Readonly<Record<string, string>> = { en: 'en', ar: 'ar', ru: 'ru-RU' };

/** BTCPay Server, Greenfield API v1: self-hosted. Its webhook is set in the store, signed with the secret that stands there. */
export const btcPayAdapter: PaymentAdapter = {
  protocol: 'btcpay',
  open(account, parts) {
    const own = settings(account);
    const url = `${own.url.replace(/\/api\/v1$/, '')}/api/v1/stores/${own.storeId}`;
    const ask = createAsk(url, () => ({ Authorization: new Secret(`token ${account.apiKey()}`) }), parts);
    return withCapabilities(btcPay(ask, own, account, parts), ['webhook', 'read_back']);
  },
};

function btcPay(
  ask: Ask,
  own: Settings,
  account: PaymentAccount,
  { clock }: PaymentParts,
): Omit<PaymentProvider, 'capabilities'> {
  return {
    acknowledgement: '',
    createInvoice: (request) =>
      ask(
        {
          ...{ name: 'create invoice', path: '/invoices', method: 'POST', whenLost: 'unknown_outcome' },
          body: invoiceBody(request, own, clock.now()),
        },
        readCreated,
      ),
    readInvoice: (externalId) => lookAtInvoice(ask, externalId, clock.now()),
    verify: (delivery) => readBtcPayDelivery(delivery, account.webhookKey() ?? ''),
    async test() {
      const found = await ask({ name: 'test', path: '/invoices', query: { take: 1 } }, readInvoices);
      return found.kind === 'fault' ? found : { kind: 'works', detail: `store ${own.storeId}` };
    },
    list: (o) => listInvoices(ask, o, clock.now()),

    /** A paid invoice could be marked as invalid as well, so it is looked at first. */
    async cancel(externalId) {
      const path = `/invoices/${encodeURIComponent(externalId)}`;
      const found = await ask({ name: 'read invoice', path }, readInvoiceReply);
      if (found.kind === 'fault') return found;
      if (found.status === 'Expired' || found.status === 'Invalid') return { kind: 'canceled' };
      if (found.status !== 'New' || found.additionalStatus !== 'None')
        return paymentFault('invalid', `the invoice is ${found.status}, ${found.additionalStatus}`);
      const marking = { method: 'POST', body: { status: 'Invalid' }, whenLost: 'unknown_outcome' } as const;
      return ask({ name: 'mark invoice', path: `${path}/status`, ...marking }, readMarked);
    },
  };
}

function invoiceBody(
  { price, token, title, expiresAt, returnUrl, language }: InvoiceRequest,
  own: Settings,
  now: Date,
) {
  const { speedPolicy, paymentMethods, monitoringMinutes, paymentTolerance } = own;
  return {
    amount: price.amount,
    currency: price.currency,
    metadata: { orderId: token, itemDesc: title },
    checkout: {
      ...(speedPolicy ? { speedPolicy } : {}),
      ...(paymentMethods ? { paymentMethods } : {}),
      expirationMinutes: Math.max(1, Math.ceil((expiresAt.getTime() - now.getTime()) / 60_000)),
      ...{ monitoringMinutes, paymentTolerance, defaultLanguage: LANGUAGES[language] ?? 'en' },
      ...(returnUrl ? { redirectURL: returnUrl } : {}),
    },
  };
}
