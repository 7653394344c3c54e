import { createHash, randomUUID } from 'node:crypto';
import { plainDecimal } from '../../../domain/money/decimal';
import { jsonAnswer, type VendorAnswer } from '../../vendors/kernel/vendor-answer';
import { jsonBody, type VendorCall } from '../../vendors/kernel/vendor-call';
import { coinsFor } from '../kernel/acts';
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

const MERCHANT = '8b03432e-385b-4670-8d06-064591096795';
const COIN = { name: 'USDT', rate: '0.9995', places: 6 };
const MINUTE = 60_000;
type Action = 'create' | 'info' | 'list' | 'services';
const PAGE = 15;

/** Heleket, whose protocol Cryptomus speaks too. The key signs both ways; the sender of the webhooks is PHP. */
export const startHeleketSimulator = (options: PaymentSimulatorOptions): Promise<PaymentSimulator> =>
  startPaymentSimulator(options, heleket);

const heleket: PaymentProtocol<Action> = {
  ...{
    provider: 'signed_webhook',
    basePath: '/v1',
    options: { preset: 'heleket', merchant: MERCHANT },
    paysOften: false,
  },
  possible: new Set(['pay_less', 'pay_more', 'pay_late', 'charge_back', 'see']),
  routes: {
    create: 'POST /v1/payment',
    info: 'POST /v1/payment/info',
    list: 'POST /v1/payment/list',
    services: 'POST /v1/payment/services',
  },
  coinOf: () => COIN,
  newPaymentKey: () => randomUUID().replaceAll('-', ''),
  receiptKey: ({ id }) => id,
  answer,
  rings: (_happening, invoice, { apiKey, now }) => [
    () => {
      const { payment_status: status, ...rest } = invoiceJson(invoice, now());
      const unsigned = phpJson({ type: 'payment', ...rest, status });
      const body = `${unsigned.slice(0, -1)},"sign":"${signed(unsigned, apiKey)}"}`;
      return { body, headers: { 'content-type': 'application/json' } };
    },
  ],
  againAfterMs: [MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, 60 * MINUTE],
};

/** As `json_encode` with JSON_UNESCAPED_UNICODE writes it. */
const phpJson = (value: unknown) => JSON.stringify(value).replaceAll('/', '\\/');
const signed = (text: string, key: string) =>
  createHash('md5')
    .update(Buffer.from(text).toString('base64') + key)
    .digest('hex');
const done = (result: unknown) => jsonAnswer({ state: 0, result });
const refusal = (status: number, message: string) => jsonAnswer({ state: 1, message }, status);

const isSigned = ({ headers, body }: VendorCall, key: string) =>
  headers.merchant === MERCHANT && headers.sign === signed(body, key);

function answer({ action, call, keyRefused, origin }: Asked<Action>, { apiKey, book, now }: Account): VendorAnswer {
  if (keyRefused || !isSigned(call, apiKey)) return refusal(401, 'Invalid sign.');
  const given = (jsonBody(call) ?? {}) as Record<string, unknown>;
  if (action === 'services') return done([{ network: 'tron', currency: 'USDT', is_available: true }]);
  if (action === 'info') {
    const found = book.all().find(({ id, token }) => id === given.uuid || (token !== '' && token === given.order_id));
    return found ? done(invoiceJson(found, now())) : refusal(404, 'Payment service not found');
  }
  if (action === 'list') {
    const at = (name: string) => Date.parse(`${String(given[name]).replace(' ', 'T')}Z`);
    const found = book.all().filter((one) => one.createdAt >= at('date_from') && one.createdAt <= at('date_to'));
    const start = Number(call.params.get('cursor') ?? 0);
    const items = found.reverse().slice(start, start + PAGE);
    const nextCursor = start + PAGE < found.length ? String(start + PAGE) : null;
    const paginate = { count: items.length, hasPages: found.length > PAGE, nextCursor, perPage: PAGE };
    return done({ items: items.map((one) => invoiceJson(one, now())), paginate });
  }
  const amount = plainDecimal(given.amount);
  const lifetime = Number(given.lifetime ?? 3600);
  const { order_id: token, currency } = given;
  if (amount === undefined || typeof token !== 'string' || typeof currency !== 'string')
    return refusal(422, 'amount, currency and order_id are required');
  if (!(lifetime >= 300 && lifetime <= 43_200)) return refusal(422, 'lifetime must be from 300 to 43200');
  // The same order is the same invoice.
  const before = book.all().find((one) => one.token === token);
  if (before) return done(invoiceJson(before, now()));
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined);
  const invoice = book.create({
    ...{
      id: randomUUID(),
      token,
      amount,
      currency,
      title: text('additional_data') ?? '',
      expiresAt: now() + lifetime * 1000,
    },
    ...{ webhookUrl: text('url_callback'), returnUrl: text('url_return'), facts: { origin } },
  });
  return done(invoiceJson(invoice, now()));
}

function statusOf(invoice: Invoice, now: number): string {
  if (invoice.takings.length > 0) return 'refund_paid';
  if (invoice.payments.some(({ isSeen }) => isSeen)) return 'confirm_check';
  const share = paidShare(invoice);
  if (share === undefined) return now < invoice.expiresAt ? 'process' : 'cancel';
  return share < 0 ? 'wrong_amount' : share > 0 ? 'paid_over' : 'paid';
}

function invoiceJson(invoice: Invoice, now: number) {
  const { id, token, amount, currency, payments, facts, expiresAt, createdAt } = invoice;
  const [payment] = payments;
  const status = statusOf(invoice, now);
  return {
    ...{ uuid: id, order_id: token, amount, currency, payer_amount: coinsFor(amount, COIN), payer_currency: COIN.name },
    ...{
      payment_amount: payment?.amount ?? null,
      payment_amount_usd: payment?.worth ?? '0.00',
      merchant_amount: payment?.amount ?? null,
    },
    ...{
      commission: '0.020000',
      network: 'tron',
      url: `${facts.origin}/pay/${id}`,
      expired_at: Math.floor(expiresAt / 1000),
      created_at: new Date(createdAt).toISOString(),
    },
    ...{ payment_status: status, is_final: !['process', 'confirm_check'].includes(status) },
    // A wallet of its own for each payment.
    from: payment ? `T${payment.key}` : null,
    ...(payment ? { txid: payment.key, updated_at: new Date(payment.at).toISOString() } : {}),
  };
}
