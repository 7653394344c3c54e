import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { plainDecimal } from '../../../domain/money/decimal';
import { jsonAnswer, type VendorAnswer } from '../../vendors/kernel/vendor-answer';
import { jsonBody } from '../../vendors/kernel/vendor-call';
import type { MakeDelivery } from '../../vendors/kernel/webhook-sender';
import type { Happening } from '../kernel/acts';
import type { Invoice } from '../kernel/invoice';
import { paidShare } from '../kernel/invoice-book';
import {
  type Account,
  type Asked,
  type PaymentProtocol,
  type PaymentSimulator,
  type PaymentSimulatorOptions,
  startPaymentSimulator,
} from '../kernel/simulator';
import { invoiceJson, methodsJson, PAYMENT_METHOD, RATE, seconds, statusOf } from './invoice-json';

const STORE = '9CiNzKoANXxmk5ayZngSXrHTiVvvgCrwrpFQd4m2K776';
const MINUTE = 60_000;
type Action = 'create' | 'list' | 'read' | 'methods' | 'mark';

/** BTCPay Server's Greenfield API with one store; `webhookKey` is the secret of the store's webhook. */
export const startBtcPaySimulator = (options: PaymentSimulatorOptions): Promise<PaymentSimulator> =>
  startPaymentSimulator(options, btcPay);

const btcPay: PaymentProtocol<Action> = {
  ...{ provider: 'btcpay', basePath: '', options: { storeId: STORE }, paysOften: true },
  possible: new Set(['pay_less', 'pay_more', 'pay_late', 'see']),
  routes: {
    create: 'POST /api/v1/stores/:store/invoices',
    list: 'GET /api/v1/stores/:store/invoices',
    read: 'GET /api/v1/stores/:store/invoices/:id',
    methods: 'GET /api/v1/stores/:store/invoices/:id/payment-methods',
    mark: 'POST /api/v1/stores/:store/invoices/:id/status',
  },
  coinOf: () => ({ name: 'BTC', rate: RATE, places: 8 }),
  newPaymentKey: () => `${randomBytes(32).toString('hex')}-0`,
  answer,
  rings: (happening, invoice, account) =>
    eventsOf(happening, invoice, account.now()).map((event) => delivery(event, invoice, account)),
  againAfterMs: [10_000, MINUTE, ...Array.from({ length: 6 }, () => 10 * MINUTE)],
};

const problem = (status: number, code: string, message: string) => jsonAnswer({ code, message }, status);

function answer({ action, parts, call, keyRefused, origin }: Asked<Action>, account: Account): VendorAnswer {
  const { book, now } = account;
  if (keyRefused || call.headers.authorization !== `token ${account.apiKey}`)
    return problem(401, 'unauthenticated', 'Authentication is required for accessing this endpoint');
  if (parts.store !== STORE) return problem(403, 'missing-permission', 'Insufficient API Permissions');
  if (action === 'create') return create(jsonBody(call) as Record<string, unknown>, account, origin);
  if (action === 'list') {
    const [from, until] = [Number(call.params.get('startDate') ?? 0), Number(call.params.get('endDate') ?? 1e12)];
    const [skip, take] = [Number(call.params.get('skip') ?? 0), Number(call.params.get('take') ?? 1000)];
    const found = book.all().filter(({ createdAt }) => seconds(createdAt) >= from && seconds(createdAt) <= until);
    const page = found.reverse().slice(skip, skip + take);
    return jsonAnswer(page.map((invoice) => invoiceJson(invoice, now(), STORE)));
  }
  const invoice = book.find(parts.id ?? '');
  if (!invoice) return problem(404, 'invoice-not-found', 'The invoice was not found');
  if (action === 'methods') return jsonAnswer(methodsJson(invoice));
  if (action === 'mark') {
    if ((jsonBody(call) as { status?: unknown } | undefined)?.status !== 'Invalid')
      return problem(422, 'validation-failed', 'Status can only be marked to invalid here');
    book.cancel(invoice.id);
  }
  return jsonAnswer(invoiceJson(book.find(invoice.id)!, now(), STORE));
}

function create(given: Record<string, unknown> | undefined, { book, now }: Account, origin: string): VendorAnswer {
  const amount = plainDecimal(given?.amount);
  const currency = given?.currency;
  if (amount === undefined || typeof currency !== 'string')
    return jsonAnswer([{ path: 'amount', message: 'The amount should be a decimal' }], 422);
  const { metadata = {}, checkout = {} } = given as {
    metadata?: Record<string, unknown>;
    checkout?: Record<string, unknown>;
  };
  const minutes = Number(checkout.expirationMinutes ?? 15);
  const invoice = book.create({
    ...{
      id: randomBytes(16).toString('base64url').replace(/[-_]/g, 'x'),
      token: String(metadata.orderId ?? ''),
      amount,
      currency,
    },
    title: String(metadata.itemDesc ?? ''),
    expiresAt: now() + minutes * MINUTE,
    returnUrl: typeof checkout.redirectURL === 'string' ? checkout.redirectURL : undefined,
    facts: { metadata, checkout, origin },
  });
  return jsonAnswer(invoiceJson(invoice, now(), STORE));
}

type Event = Readonly<Record<string, unknown>> & { readonly type: string };

function eventsOf(happening: Happening, invoice: Invoice, now: number): Event[] {
  const { status, additionalStatus } = statusOf(invoice, now);
  const payment = invoice.payments.at(-1);
  const more = { afterExpiration: payment?.isLate ?? false, paymentMethodId: PAYMENT_METHOD };
  const settled: Event = { type: 'InvoiceSettled', manuallyMarked: false, overPaid: additionalStatus === 'PaidOver' };
  const expired: Event = { type: 'InvoiceExpired', partiallyPaid: additionalStatus === 'PaidPartial' };
  switch (happening) {
    case 'seen':
      return [
        { type: 'InvoiceReceivedPayment', ...more },
        { type: 'InvoiceProcessing', overPaid: false },
      ];
    case 'paid': {
      const isWhole = (paidShare(invoice) ?? -1) >= 0;
      const whole: Event[] = isWhole ? [{ type: 'InvoiceProcessing', overPaid: settled.overPaid }, settled] : [];
      return [{ type: 'InvoiceReceivedPayment', ...more }, { type: 'InvoicePaymentSettled', ...more }, ...whole];
    }
    case 'expired':
      return [expired];
    case 'taken':
      return [];
    case 'as_it_is':
      return [
        {
          New: { type: 'InvoiceCreated' },
          Processing: { type: 'InvoiceProcessing', overPaid: false },
          Settled: settled,
          Expired: expired,
          Invalid: { type: 'InvoiceInvalid', manuallyMarked: true },
        }[status],
      ];
  }
}

/** Each attempt has an id of its own, and the first one's beside it. */
function delivery(event: Event, invoice: Invoice, { webhookKey, now }: Account): MakeDelivery {
  const first = randomUUID();
  return (attempt) => {
    const body = JSON.stringify({
      ...{
        deliveryId: attempt === 1 ? first : randomUUID(),
        webhookId: 'shop',
        originalDeliveryId: first,
        isRedelivery: attempt > 1,
      },
      ...{
        ...event,
        timestamp: seconds(now()),
        storeId: STORE,
        invoiceId: invoice.id,
        metadata: invoice.facts.metadata,
      },
    });
    const signature = `sha256=${createHmac('sha256', webhookKey).update(body).digest('hex')}`;
    return { body, headers: { 'content-type': 'application/json', 'btcpay-sig': signature } };
  };
}
