import { randomUUID } from 'node:crypto';
import { addDecimals, plainDecimal } from '../../../domain/money/decimal';
import { jsonAnswer, type VendorAnswer } from '../../vendors/kernel/vendor-answer';
import { jsonBody } from '../../vendors/kernel/vendor-call';
import type { Happening } from '../kernel/acts';
import type { Invoice, Taking } from '../kernel/invoice';
import { finalPayments } from '../kernel/invoice-book';
import {
  type Account,
  type Asked,
  type PaymentProtocol,
  type PaymentSimulator,
  type PaymentSimulatorOptions,
  startPaymentSimulator,
} from '../kernel/simulator';

const SHOP_ID = '54401';
const [HOUR, LIFETIME_MS] = [3_600_000, 3_600_000];
type Action = 'create' | 'read' | 'list' | 'refund' | 'refunds' | 'me';

/** YooKassa, API v3: cards in roubles. Its notifications are not signed. */
export const startYooKassaSimulator = (options: PaymentSimulatorOptions): Promise<PaymentSimulator> =>
  startPaymentSimulator(options, yooKassa);

const yooKassa: PaymentProtocol<Action> = {
  ...{
    provider: 'signed_webhook',
    basePath: '/v3',
    options: { preset: 'yookassa', merchant: SHOP_ID },
    paysOften: false,
  },
  possible: new Set(['charge_back']),
  routes: {
    create: 'POST /v3/payments',
    read: 'GET /v3/payments/:id',
    list: 'GET /v3/payments',
    refund: 'POST /v3/refunds',
    refunds: 'GET /v3/refunds',
    me: 'GET /v3/me',
  },
  coinOf: ({ currency }) => ({ name: currency, rate: '1', places: 2 }),
  newPaymentKey: () => randomUUID(),
  receiptKey: ({ id }) => id,
  answer,
  rings: (happening, invoice, { now }) =>
    notificationsOf(happening, invoice, now()).map(([event, object]) => () => ({
      body: JSON.stringify({ type: 'notification', event, object }),
      headers: { 'content-type': 'application/json' },
    })),
  againAfterMs: [HOUR / 60, HOUR / 6, HOUR, 6 * HOUR, 12 * HOUR],
};

const refusal = (status: number, code: string) =>
  jsonAnswer({ type: 'error', id: randomUUID(), code, description: code }, status);

function answer({ action, parts, call, keyRefused, origin }: Asked<Action>, account: Account): VendorAnswer {
  const { book, now } = account;
  const basic = `Basic ${Buffer.from(`${SHOP_ID}:${account.apiKey}`).toString('base64')}`;
  if (keyRefused || call.headers.authorization !== basic) return refusal(401, 'invalid_credentials');
  if (action === 'me') return jsonAnswer({ account_id: SHOP_ID, status: 'enabled', test: true });
  if (action === 'refunds') {
    const of = book.find(call.params.get('payment_id') ?? '');
    return jsonAnswer({ type: 'list', items: of ? of.takings.map((one) => refundJson(of, one)) : [] });
  }
  if (action === 'list') return list(call.params, account);
  if (action === 'read') {
    const invoice = book.find(parts.id ?? '');
    return invoice ? jsonAnswer(paymentJson(invoice, now())) : refusal(404, 'not_found');
  }
  const key = call.headers['idempotence-key'];
  if (typeof key !== 'string') return refusal(400, 'invalid_request');
  const given = (jsonBody(call) ?? {}) as Record<string, unknown>;
  const { value, currency } = (given.amount ?? {}) as { value?: unknown; currency?: unknown };
  const amount = plainDecimal(value);
  if (amount === undefined || !/^\d+\.\d\d$/.test(amount) || typeof currency !== 'string')
    return refusal(400, 'invalid_request');
  if (action === 'refund') return refund({ id: String(given.payment_id), amount, key }, account);
  const before = book.all().find(({ facts }) => facts.key === key);
  if (before) return jsonAnswer(paymentJson(before, now()));
  const { return_url: returnUrl } = (given.confirmation ?? {}) as { return_url?: string };
  const { token = '' } = (given.metadata ?? {}) as { token?: string };
  const invoice = book.create({
    ...{ id: randomUUID(), token, amount, currency, title: String(given.description ?? '') },
    ...{ expiresAt: now() + LIFETIME_MS, returnUrl, facts: { key, origin } },
  });
  return jsonAnswer(paymentJson(invoice, now()));
}

/** Newest first. */
function list(query: URLSearchParams, { book, now }: Account): VendorAnswer {
  const [from, until] = [Date.parse(query.get('created_at.gte') ?? ''), Date.parse(query.get('created_at.lt') ?? '')];
  const limit = Number(query.get('limit') ?? 10);
  const found = book.all().filter(({ createdAt }) => createdAt >= from && createdAt < until);
  const start = Number(query.get('cursor') ?? 0);
  const items = found
    .reverse()
    .slice(start, start + limit)
    .map((one) => paymentJson(one, now()));
  const more = start + limit < found.length ? { next_cursor: String(start + limit) } : {};
  return jsonAnswer({ type: 'list', items, ...more });
}

function refund({ id, amount, key }: { id: string; amount: string; key: string }, account: Account): VendorAnswer {
  const { book, now } = account;
  const invoice = book.find(id);
  const [payment] = invoice ? finalPayments(invoice) : [];
  if (!invoice || !payment) return refusal(404, 'not_found');
  const before = invoice.takings.find(({ requestKey }) => requestKey === key);
  if (before) return jsonAnswer(refundJson(invoice, before));
  if (Number(refundedOf(invoice)) + Number(amount) > Number(invoice.amount)) return refusal(400, 'invalid_request');
  const taking: Taking = {
    ...{ key: randomUUID(), paymentKey: payment.key, amount, cause: 'refund' },
    at: now(),
    requestKey: key,
  };
  book.take(id, taking);
  account.tell(id, 'taken');
  return jsonAnswer(refundJson(invoice, taking));
}

const refundedOf = ({ takings }: Invoice) => takings.map(({ amount }) => amount).reduce(addDecimals, '0.00');

function paymentJson(invoice: Invoice, now: number) {
  const { id, amount, currency, token, facts, payments, createdAt } = invoice;
  const [payment] = payments;
  const status = payment ? 'succeeded' : now < invoice.expiresAt ? 'pending' : 'canceled';
  return {
    ...{
      id,
      status,
      paid: payment !== undefined,
      amount: { value: amount, currency },
      metadata: { token },
      test: true,
    },
    ...{ description: invoice.title, created_at: new Date(createdAt).toISOString(), refundable: payment !== undefined },
    confirmation: { type: 'redirect', confirmation_url: `${facts.origin}/pay/${id}` },
    ...(payment
      ? {
          captured_at: new Date(payment.at).toISOString(),
          refunded_amount: { value: refundedOf(invoice), currency },
          payment_method: { type: 'bank_card', id, saved: false, card: cardOf(payment.key) },
        }
      : {}),
  };
}

const refundJson = ({ id, currency }: Invoice, { key, amount, at }: Taking) => ({
  ...{
    id: key,
    payment_id: id,
    status: 'succeeded',
    created_at: new Date(at).toISOString(),
    amount: { value: amount, currency },
  },
});

/** A card of its own for each payment. */
function cardOf(paymentKey: string) {
  const last4 = String(Number.parseInt(paymentKey.slice(0, 8), 16) % 10_000).padStart(4, '0');
  return { first6: '555555', last4, expiry_month: '12', expiry_year: '2031', card_type: 'MasterCard' };
}

function notificationsOf(happening: Happening, invoice: Invoice, now: number): [string, object][] {
  const taking = invoice.takings.at(-1);
  if (happening === 'taken') return taking ? [['refund.succeeded', refundJson(invoice, taking)]] : [];
  const payment = paymentJson(invoice, now);
  return payment.status === 'pending' ? [] : [[`payment.${payment.status}`, payment]];
}
