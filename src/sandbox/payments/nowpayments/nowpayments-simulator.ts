import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { plainDecimal } from '../../../domain/money/decimal';
import { jsonAnswer, type VendorAnswer } from '../../vendors/kernel/vendor-answer';
import { jsonBody } from '../../vendors/kernel/vendor-call';
import type { MakeDelivery } from '../../vendors/kernel/webhook-sender';
import type { Payment } from '../kernel/invoice';
import type { InvoiceBook } from '../kernel/invoice-book';
import {
  type Account,
  type Asked,
  type PaymentProtocol,
  type PaymentSimulator,
  type PaymentSimulatorOptions,
  startPaymentSimulator,
} from '../kernel/simulator';
import { coinOf, paymentJson } from './payment-json';

const EMAIL = 'owner@shop.test';
const LIFETIME_MS = 7 * 86_400_000;
const TOKEN_LIFE_MS = 300_000;
const MINUTE = 60_000;
type Action = 'auth' | 'invoice' | 'list' | 'payment' | 'coins';

/** NOWPayments, API v1. `apiKey` is the API key, a blank and the account's password; `webhookKey` the IPN secret. */
export function startNowPaymentsSimulator(options: PaymentSimulatorOptions): Promise<PaymentSimulator> {
  const tokens = new Map<string, number>();
  return startPaymentSimulator(options, { ...nowPayments, answer: (asked, account) => answer(asked, account, tokens) });
}

const nowPayments: Omit<PaymentProtocol<Action>, 'answer'> = {
  ...{ provider: 'nowpayments', basePath: '/v1', options: { email: EMAIL }, paysOften: true },
  possible: new Set(['pay_less', 'pay_more', 'pay_late', 'charge_back', 'see']),
  routes: {
    auth: 'POST /v1/auth',
    invoice: 'POST /v1/invoice',
    list: 'GET /v1/payment',
    payment: 'GET /v1/payment/:id',
    coins: 'GET /v1/merchant/coins',
  },
  coinOf,
  newPaymentKey: () => String(randomInt(5_000_000_000, 6_000_000_000)),
  rings(happening, invoice, { webhookKey }) {
    const payment = invoice.payments.at(-1);
    if (happening === 'expired' || !payment) return [];
    return [(attempt) => delivery(paymentJson(invoice, payment, { isWebhook: true }), webhookKey)(attempt)];
  },
  againAfterMs: [MINUTE, MINUTE, MINUTE, 10 * MINUTE, 60 * MINUTE],
};

const refusal = (status: number, code: string, message: string) =>
  jsonAnswer({ status: false, statusCode: status, code, message }, status);

function answer(
  { action, parts, call, keyRefused, origin }: Asked<Action>,
  account: Account,
  tokens: Map<string, number>,
): VendorAnswer {
  const { book, now } = account;
  const [apiKey, ...rest] = account.apiKey.split(' ');
  const password = rest.join(' ');
  if (keyRefused || call.headers['x-api-key'] !== apiKey) return refusal(403, 'INVALID_API_KEY', 'Invalid api key');
  const isSignedIn = (tokens.get(String(call.headers.authorization).replace(/^Bearer /, '')) ?? 0) > now();
  switch (action) {
    case 'coins':
      return jsonAnswer({ selectedCurrencies: ['BTC', 'USDTTRC20', 'TON'] });
    case 'auth': {
      const given = jsonBody(call) as { email?: unknown; password?: unknown } | undefined;
      if (given?.email !== EMAIL || given.password !== password)
        return refusal(403, 'ACCESS_DENIED', 'Wrong email or password');
      const token = randomBytes(24).toString('hex');
      tokens.set(token, now() + TOKEN_LIFE_MS);
      return jsonAnswer({ token });
    }
    case 'invoice':
      return create(jsonBody(call) as Record<string, unknown> | undefined, account, origin);
    case 'payment': {
      const found = rowsOf(book).find(({ payment }) => payment.key === parts.id);
      return found ? jsonAnswer(found.json()) : refusal(404, 'PAYMENT_NOT_FOUND', 'Payment not found');
    }
    case 'list':
      return isSignedIn ? list(call.params, book) : refusal(401, 'AUTH_REQUIRED', 'Authorization header is empty');
  }
}

function create(given: Record<string, unknown> | undefined, { book, now }: Account, origin: string): VendorAnswer {
  const amount = typeof given?.price_amount === 'number' ? plainDecimal(String(given.price_amount)) : undefined;
  if (!given || amount === undefined || typeof given.price_currency !== 'string')
    return refusal(400, 'BAD_CREATE_INVOICE_REQUEST', 'price_amount must be a number');
  if (Number(amount) < 0.5) return refusal(400, 'AMOUNT_MINIMAL_ERROR', 'Crypto amount is less than minimal');
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined);
  const id = String(4_522_625_843 + book.all().length);
  const invoice = book.create({
    ...{ id, token: text('order_id') ?? '', amount, currency: given.price_currency.toUpperCase() },
    ...{ title: text('order_description') ?? '', expiresAt: now() + LIFETIME_MS },
    ...{ webhookUrl: text('ipn_callback_url'), returnUrl: text('success_url'), facts: given },
  });
  const { order_id, order_description, price_currency } = given;
  return jsonAnswer({
    ...{
      id,
      token_id: '1',
      order_id,
      order_description,
      price_amount: amount,
      price_currency,
      pay_currency: given.pay_currency ?? null,
    },
    ...{
      ipn_callback_url: invoice.webhookUrl ?? null,
      invoice_url: `${origin}/pay/${id}`,
      success_url: invoice.returnUrl ?? null,
    },
    ...{ created_at: new Date(now()).toISOString(), updated_at: new Date(now()).toISOString() },
  });
}

const rowsOf = (book: InvoiceBook): { payment: Payment; invoiceId: string; json: () => Record<string, unknown> }[] =>
  book.all().flatMap((invoice) =>
    invoice.payments.map((payment) => ({
      payment,
      invoiceId: invoice.id,
      json: () => paymentJson(invoice, payment),
    })),
  );

function list(query: URLSearchParams, book: InvoiceBook): VendorAnswer {
  const [limit, page] = [Number(query.get('limit') ?? 10), Number(query.get('page') ?? 0)];
  const [from, until] = [
    Date.parse(query.get('dateFrom') ?? '1970-01-01'),
    Date.parse(query.get('dateTo') ?? '9999-12-31'),
  ];
  const invoiceId = query.get('invoiceId');
  const found = rowsOf(book)
    .filter(
      (row) => (invoiceId === null || row.invoiceId === invoiceId) && row.payment.at >= from && row.payment.at <= until,
    )
    .sort((a, b) => a.payment.at - b.payment.at);
  const data = found.slice(page * limit, (page + 1) * limit).map(({ json }) => json());
  return jsonAnswer({ data, limit, page, pagesCount: Math.ceil(found.length / limit), total: found.length });
}

function delivery(payment: Record<string, unknown>, secret: string): MakeDelivery {
  const signature = createHmac('sha512', secret)
    .update(JSON.stringify(sorted(payment)))
    .digest('hex');
  const headers = { 'content-type': 'application/json', 'x-nowpayments-sig': signature };
  return () => ({ body: JSON.stringify(payment), headers });
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}
