import { createHmac, randomBytes } from 'node:crypto';
import { fromMinorUnits, toMinorUnits } from '../../../domain/money/decimal';
import { jsonAnswer, type VendorAnswer } from '../../vendors/kernel/vendor-answer';
import type { MakeDelivery } from '../../vendors/kernel/webhook-sender';
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
import { chargeJson, disputeJson, placesOf, refundJson, sessionJson } from './stripe-json';

const SECOND = 1_000;
const [MINUTE, HOUR] = [60 * SECOND, 3_600 * SECOND];
type Action = 'create' | 'read' | 'expire' | 'list' | 'refund' | 'refunds' | 'disputes' | 'balance';

/** Stripe Checkout; `webhookKey` is the endpoint's signing secret. */
export const startStripeSimulator = (options: PaymentSimulatorOptions): Promise<PaymentSimulator> =>
  startPaymentSimulator(options, stripe);

const stripe: PaymentProtocol<Action> = {
  ...{ provider: 'stripe', basePath: '', options: {}, paysOften: false, possible: new Set(['see', 'charge_back']) },
  routes: {
    create: 'POST /v1/checkout/sessions',
    list: 'GET /v1/checkout/sessions',
    read: 'GET /v1/checkout/sessions/:id',
    expire: 'POST /v1/checkout/sessions/:id/expire',
    refund: 'POST /v1/refunds',
    refunds: 'GET /v1/refunds',
    disputes: 'GET /v1/disputes',
    balance: 'GET /v1/balance',
  },
  coinOf: ({ currency }) => ({ name: currency, rate: '1', places: placesOf(currency) }),
  newPaymentKey: () => `pi_${randomBytes(12).toString('hex')}`,
  answer,
  rings: (happening, invoice, account) =>
    eventsOf(happening, invoice, account.now()).map(([type, object]) => delivery(type, object, account)),
  againAfterMs: [
    MINUTE,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    12 * HOUR,
    12 * HOUR,
    12 * HOUR,
    12 * HOUR,
  ],
};

const refusal = (status: number, code: string, type = 'invalid_request_error') =>
  jsonAnswer({ error: { type, code, message: code } }, status);
const missing = () => refusal(404, 'resource_missing');

function answer({ action, parts, call, keyRefused, origin }: Asked<Action>, account: Account): VendorAnswer {
  const { book, now } = account;
  if (keyRefused || call.headers.authorization !== `Bearer ${account.apiKey}`) return refusal(401, 'api_key_invalid');
  const key = call.headers['idempotency-key'];
  const form = Object.fromEntries(new URLSearchParams(call.body));
  const invoice = book.find(parts.id ?? '');
  switch (action) {
    case 'balance':
      return jsonAnswer({ object: 'balance', livemode: false, available: [], pending: [] });
    case 'create':
      return create(form, typeof key === 'string' ? key : undefined, account, origin);
    case 'list':
      return list(call.params, account);
    case 'read':
      return invoice ? jsonAnswer(sessionJson(invoice, now())) : missing();
    case 'expire':
      if (!invoice) return missing();
      if (sessionJson(invoice, now()).status !== 'open') return refusal(400, 'checkout_session_not_open');
      book.end(invoice.id);
      account.tell(invoice.id, 'expired');
      return jsonAnswer(sessionJson(book.find(invoice.id)!, now()));
    case 'refund':
      return refund(form, typeof key === 'string' ? key : undefined, account);
    case 'refunds':
    case 'disputes':
      return jsonAnswer({
        object: 'list',
        has_more: false,
        data: takingsOf(call.params.get('payment_intent'), action, account),
      });
  }
}

function create(
  form: Record<string, string>,
  key: string | undefined,
  { book, now }: Account,
  origin: string,
): VendorAnswer {
  const asked = JSON.stringify(form);
  const before = key === undefined ? undefined : book.all().find(({ facts }) => facts.key === key);
  if (before)
    return before.facts.asked === asked
      ? jsonAnswer(sessionJson(before, now()))
      : refusal(400, 'idempotency_error', 'idempotency_error');
  const currency = form['line_items[0][price_data][currency]']?.toUpperCase() ?? '';
  const units = form['line_items[0][price_data][unit_amount]'] ?? '';
  if (!/^[A-Z]{3}$/.test(currency) || !/^\d{1,8}$/.test(units)) return refusal(400, 'parameter_invalid_integer');
  if (BigInt(units) < 50n) return refusal(400, 'amount_too_small');
  const expiresAt = form.expires_at === undefined ? now() + 24 * HOUR : Number(form.expires_at) * SECOND;
  if (expiresAt < now() + 30 * MINUTE || expiresAt > now() + 24 * HOUR) return refusal(400, 'expires_at_invalid');
  const invoice = book.create({
    ...{ id: `cs_test_${randomBytes(16).toString('hex')}`, token: form.client_reference_id ?? '', currency, expiresAt },
    amount: fromMinorUnits(BigInt(units), placesOf(currency)),
    title: form['line_items[0][price_data][product_data][name]'] ?? '',
    returnUrl: form.success_url,
    facts: { key, asked, origin, metadata: form['payment_intent_data[metadata][token]'] },
  });
  return jsonAnswer(sessionJson(invoice, now()));
}

function list(query: URLSearchParams, { book, now }: Account): VendorAnswer {
  const [from, until] = [
    Number(query.get('created[gte]') ?? 0) * SECOND,
    Number(query.get('created[lt]') ?? 1e12) * SECOND,
  ];
  const limit = Number(query.get('limit') ?? 10);
  const found = book
    .all()
    .filter(({ createdAt }) => createdAt >= from && createdAt < until)
    .reverse();
  const after = query.get('starting_after');
  const start = after === null ? 0 : found.findIndex(({ id }) => id === after) + 1;
  const page = found.slice(start, start + limit);
  return jsonAnswer({
    ...{ object: 'list', url: '/v1/checkout/sessions', has_more: start + limit < found.length },
    data: page.map((invoice) => sessionJson(invoice, now())),
  });
}

function refund(form: Record<string, string>, key: string | undefined, account: Account): VendorAnswer {
  const { book, now } = account;
  const invoice = book.all().find(({ payments }) => payments.some((one) => one.key === form.payment_intent));
  if (!invoice) return missing();
  const before = invoice.takings.find((one) => key !== undefined && one.requestKey === key);
  if (before) return jsonAnswer(refundJson(invoice, before));
  const places = placesOf(invoice.currency);
  const paid = finalPayments(invoice).reduce((sum, { worth }) => sum + toMinorUnits(worth, places)!, 0n);
  const taken = invoice.takings.reduce((sum, { amount }) => sum + toMinorUnits(amount, places)!, 0n);
  if (!/^\d{1,12}$/.test(form.amount ?? '') || BigInt(form.amount!) + taken > paid)
    return refusal(400, 'amount_too_large');
  const taking: Taking = {
    ...{
      key: `re_${randomBytes(12).toString('hex')}`,
      paymentKey: form.payment_intent!,
      cause: 'refund',
      at: now(),
      requestKey: key,
    },
    amount: fromMinorUnits(BigInt(form.amount!), places),
  };
  book.take(invoice.id, taking);
  account.tell(invoice.id, 'taken');
  return jsonAnswer(refundJson(invoice, taking));
}

function takingsOf(payment: string | null, action: 'refunds' | 'disputes', { book }: Account) {
  const cause = action === 'refunds' ? 'refund' : 'charge_back';
  return book
    .all()
    .flatMap((invoice) =>
      invoice.takings
        .filter((one) => one.cause === cause && (payment === null || one.paymentKey === payment))
        .map((one) => (cause === 'refund' ? refundJson(invoice, one) : disputeJson(invoice, one))),
    );
}

function eventsOf(happening: Happening, invoice: Invoice, now: number): [string, object][] {
  const session = sessionJson(invoice, now);
  const taking = invoice.takings.at(-1);
  const wasSeen = invoice.payments.some((one) => one.isSeen || one.at !== invoice.payments[0]?.at);
  switch (happening) {
    case 'seen':
      return [['checkout.session.completed', session]];
    case 'paid':
      return [[wasSeen ? 'checkout.session.async_payment_succeeded' : 'checkout.session.completed', session]];
    case 'expired':
      return [['checkout.session.expired', session]];
    case 'taken':
      if (taking?.cause === 'refund') return [['charge.refunded', chargeJson(invoice)!]];
      return ['created', 'funds_withdrawn'].map((what) => [`charge.dispute.${what}`, disputeJson(invoice, taking!)]);
    case 'as_it_is':
      return [[session.status === 'expired' ? 'checkout.session.expired' : 'checkout.session.completed', session]];
  }
}

/** The signature holds the time of the attempt. */
function delivery(type: string, object: object, { webhookKey, now }: Account): MakeDelivery {
  const id = `evt_${randomBytes(12).toString('hex')}`;
  return () => {
    const at = Math.floor(now() / SECOND);
    const event = {
      id,
      object: 'event',
      type,
      created: at,
      livemode: false,
      data: { object },
      api_version: '2024-06-20',
    };
    const body = JSON.stringify(event, null, 2);
    const signature = createHmac('sha256', webhookKey).update(`${at}.${body}`).digest('hex');
    return { body, headers: { 'content-type': 'application/json', 'stripe-signature': `t=${at},v1=${signature}` } };
  };
}
