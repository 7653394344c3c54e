import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { plainDecimal } from '../../../domain/money/decimal';
import { jsonAnswer, type VendorAnswer } from '../../vendors/kernel/vendor-answer';
import { jsonBody } from '../../vendors/kernel/vendor-call';
import type { MakeDelivery } from '../../vendors/kernel/webhook-sender';
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

const MINUTE = 60_000;
type Action = 'create' | 'read' | 'history';

/** OxaPay, API v1. The merchant's key signs the callbacks, which are heard only when the answer is `ok`. */
export const startOxaPaySimulator = (options: PaymentSimulatorOptions): Promise<PaymentSimulator> =>
  startPaymentSimulator(options, oxaPay);

const oxaPay: PaymentProtocol<Action> = {
  ...{ provider: 'signed_webhook', basePath: '/v1', options: { preset: 'oxapay' }, paysOften: false },
  possible: new Set(['pay_less', 'pay_more', 'pay_late', 'see']),
  routes: { create: 'POST /v1/payment/invoice', read: 'GET /v1/payment/:id', history: 'GET /v1/payment' },
  coinOf: () => ({ name: 'USDT', rate: '1.0003', places: 6 }),
  newPaymentKey: () => randomBytes(32).toString('hex'),
  receiptKey: ({ id }) => id,
  answer,
  /** First `paying`, then `paid`. */
  rings(happening, invoice, account) {
    if (happening === 'expired' || happening === 'taken') return [];
    const now = account.now();
    const last = statusOf(invoice, now);
    const steps = happening === 'paid' ? ['paying', last] : [last];
    return steps.map((status) => delivery({ ...invoiceJson(invoice, now), type: 'invoice', status }, account.apiKey));
  },
  againAfterMs: [MINUTE, 3 * MINUTE, 30 * MINUTE, 180 * MINUTE],
  isHeard: (status, body) => status === 200 && body === 'ok',
};

function answer(
  { action, parts, call, keyRefused, origin }: Asked<Action>,
  { apiKey, book, now }: Account,
): VendorAnswer {
  const reply = (data: unknown, status = 200, message = 'Operation completed successfully!') =>
    jsonAnswer({ data, message, error: {}, status, version: '1.0.0' }, status);
  if (keyRefused || call.headers.merchant_api_key !== apiKey) return reply({}, 401, 'Invalid merchant API key');
  if (action === 'history') {
    const at = (name: string, otherwise: number) => Number(call.params.get(name) ?? otherwise) * 1000;
    const [page, size] = [Number(call.params.get('page') ?? 1), Number(call.params.get('size') ?? 10)];
    const found = book
      .all()
      .filter(({ createdAt }) => createdAt >= at('from_date', 0) && createdAt <= at('to_date', 1e12))
      .reverse();
    const list = found.slice((page - 1) * size, page * size).map((one) => invoiceJson(one, now()));
    return reply({ list, meta: { page, last_page: Math.ceil(found.length / size) || 1, total: found.length } });
  }
  if (action === 'read') {
    const invoice = book.find(parts.id ?? '');
    return invoice ? reply(invoiceJson(invoice, now())) : reply({}, 404, 'Invalid track id');
  }
  const given = (jsonBody(call) ?? {}) as Record<string, unknown>;
  const amount = typeof given.amount === 'number' ? plainDecimal(String(given.amount)) : undefined;
  const minutes = Number(given.lifetime ?? 60);
  if (amount === undefined || Number(amount) <= 0) return reply({}, 400, 'Amount is too low');
  if (!(minutes >= 15 && minutes <= 2_880)) return reply({}, 400, 'lifetime is out of range');
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined);
  const id = String(randomInt(100_000_000, 999_999_999));
  const invoice = book.create({
    ...{
      id,
      token: text('order_id') ?? '',
      amount,
      currency: text('currency') ?? 'USD',
      title: text('description') ?? '',
    },
    ...{
      expiresAt: now() + minutes * MINUTE,
      webhookUrl: text('callback_url'),
      returnUrl: text('return_url'),
      facts: {},
    },
  });
  return reply({
    track_id: id,
    payment_url: `${origin}/pay/${id}`,
    expired_at: Math.floor(invoice.expiresAt / 1000),
    date: Math.floor(now() / 1000),
  });
}

function statusOf(invoice: Invoice, now: number): string {
  if (invoice.payments.some(({ isSeen }) => isSeen)) return 'paying';
  const share = paidShare(invoice);
  if (share === undefined) return now < invoice.expiresAt ? 'waiting' : 'expired';
  return share < 0 ? 'underpaid' : 'paid';
}

function invoiceJson(invoice: Invoice, now: number) {
  const { id, token, amount, currency, title, payments, expiresAt, createdAt } = invoice;
  return {
    ...{
      track_id: id,
      type: 'invoice',
      status: statusOf(invoice, now),
      amount: Number(amount),
      currency,
      order_id: token,
    },
    ...{
      description: title,
      mixed_payment: false,
      expired_at: Math.floor(expiresAt / 1000),
      date: Math.floor(createdAt / 1000),
    },
    txs: payments.map((one) => ({
      ...{
        tx_hash: one.key,
        sent_amount: Number(one.amount),
        received_amount: Number(one.amount),
        value: Number(one.worth),
      },
      ...{
        currency: one.coin,
        network: 'Tron Network',
        status: one.isSeen ? 'confirming' : 'confirmed',
        date: Math.floor(one.at / 1000),
      },
    })),
  };
}

function delivery(value: object, key: string): MakeDelivery {
  const body = JSON.stringify(value);
  const hmac = createHmac('sha512', key).update(body).digest('hex');
  return () => ({ body, headers: { 'content-type': 'application/json', hmac } });
}
