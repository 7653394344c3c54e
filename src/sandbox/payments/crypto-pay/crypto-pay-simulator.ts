import { createHash, createHmac, randomBytes } from 'node:crypto';
import { scaleDecimal } from '../../../domain/money/decimal';
import { jsonAnswer, type VendorAnswer } from '../../vendors/kernel/vendor-answer';
import { jsonBody } from '../../vendors/kernel/vendor-call';
import type { Invoice } from '../kernel/invoice';
import {
  type Account,
  type Asked,
  type PaymentProtocol,
  type PaymentSimulator,
  type PaymentSimulatorOptions,
  startPaymentSimulator,
} from '../kernel/simulator';
import { invoiceJson, statusOf } from './invoice-json';

const FIAT = new Set('USD EUR RUB BYN UAH GBP CNY KZT UZS GEL TRY AMD THB INR BRL IDR AZN AED PLN ILS'.split(' '));
const ASSETS = new Set('USDT TON BTC ETH LTC BNB TRX USDC JET'.split(' '));
const FIRST_ID = 528_890;
const SECOND = 1_000;
/** 17 tries over about three days. */
const AGAIN_AFTER_MS = [
  10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 10_240, 20_480, 40_960, 57_600, 57_600, 57_600,
].map((seconds) => seconds * SECOND);

type Action = 'createInvoice' | 'getInvoices' | 'deleteInvoice' | 'getMe';

/** @CryptoBot's Crypto Pay, 1.5. The key is the app's API token, which signs the webhooks too. */
export const startCryptoPaySimulator = (options: PaymentSimulatorOptions): Promise<PaymentSimulator> =>
  startPaymentSimulator(options, cryptoPay);

const cryptoPay: PaymentProtocol<Action> = {
  ...{ provider: 'crypto_pay', basePath: '', options: {}, paysOften: false, possible: new Set() },
  routes: {
    createInvoice: 'GET|POST /api/createInvoice',
    getInvoices: 'GET|POST /api/getInvoices',
    deleteInvoice: 'GET|POST /api/deleteInvoice',
    getMe: 'GET|POST /api/getMe',
  },
  coinOf: ({ currency, facts }) =>
    facts.currency_type === 'fiat'
      ? { name: 'USDT', rate: '0.99976', places: 8 }
      : { name: currency, rate: '1', places: 8 },
  newPaymentKey: () => randomBytes(8).toString('hex'),
  receiptKey: ({ id }) => id,
  answer,
  /** It tells of payments alone. */
  rings(happening, invoice, { apiKey, now }) {
    if (happening !== 'paid' && !(happening === 'as_it_is' && statusOf(invoice, now()) === 'paid')) return [];
    return [
      () => {
        const body = JSON.stringify({
          ...{ update_id: 1, update_type: 'invoice_paid', request_date: new Date(now()).toISOString() },
          payload: invoiceJson(invoice, now()),
        });
        const secret = createHash('sha256').update(apiKey).digest();
        const signature = createHmac('sha256', secret).update(body).digest('hex');
        return { body, headers: { 'content-type': 'application/json', 'crypto-pay-api-signature': signature } };
      },
    ];
  },
  againAfterMs: AGAIN_AFTER_MS,
  givesUpForGood: true,
};

const result = (value: unknown) => jsonAnswer({ ok: true, result: value });
const refusal = (code: number, name: string) => jsonAnswer({ ok: false, error: { code, name } }, code);

function answer({ action, call, keyRefused, origin }: Asked<Action>, account: Account): VendorAnswer {
  if (keyRefused || call.headers['crypto-pay-api-token'] !== account.apiKey) return refusal(401, 'UNAUTHORIZED');
  const given = { ...Object.fromEntries(call.params), ...(jsonBody(call) as Record<string, unknown> | undefined) };
  switch (action) {
    case 'getMe':
      return result({ app_id: 1, name: 'Numbershop', payment_processing_bot_username: 'CryptoTestnetBot' });
    case 'createInvoice':
      return create(given, account, origin);
    case 'getInvoices':
      return list(given, account);
    case 'deleteInvoice':
      return remove(given, account);
  }
}

function create(given: Record<string, unknown>, { book, now }: Account, origin: string): VendorAnswer {
  const {
    currency_type: type = 'crypto',
    amount,
    payload = '',
    description = '',
    expires_in: lifetime = 86_400,
  } = given;
  const currency = String(type === 'fiat' ? given.fiat : given.asset);
  if (!(type === 'fiat' ? FIAT : ASSETS).has(currency))
    return refusal(400, type === 'fiat' ? 'FIAT_INVALID' : 'ASSET_INVALID');
  if (typeof amount !== 'string' || !/^\d{1,12}(\.\d{1,8})?$/.test(amount)) return refusal(400, 'AMOUNT_INVALID');
  if (scaleDecimal(amount, '1', '1', 2) === '0.00') return refusal(400, 'AMOUNT_TOO_SMALL');
  const seconds = Number(lifetime);
  if (!(seconds >= 1 && seconds <= 2_678_400)) return refusal(400, 'EXPIRES_IN_INVALID');
  const id = String(FIRST_ID + book.all().length);
  const invoice = book.create({
    ...{ id, token: String(payload), amount, currency, title: String(description) },
    expiresAt: now() + seconds * SECOND,
    returnUrl: typeof given.paid_btn_url === 'string' ? given.paid_btn_url : undefined,
    facts: { ...given, currency_type: type, hash: `IV${randomBytes(8).toString('hex')}`, origin },
  });
  return result(invoiceJson(invoice, now()));
}

function list(given: Record<string, unknown>, { book, now }: Account): VendorAnswer {
  const ids = given.invoice_ids === undefined ? undefined : new Set(String(given.invoice_ids).split(','));
  const [offset, count] = [Number(given.offset ?? 0), Number(given.count ?? 100)];
  if (!(offset >= 0) || !(count >= 1 && count <= 1000)) return refusal(400, 'COUNT_INVALID');
  const found = book
    .all()
    .filter(({ id, isCanceled }) => !isCanceled && (!ids || ids.has(id)))
    .map((invoice) => invoiceJson(invoice, now()))
    .filter(({ status }) => given.status === undefined || given.status === status)
    .reverse();
  return result({ items: found.slice(offset, offset + count) });
}

function remove({ invoice_id: id }: Record<string, unknown>, { book, now }: Account): VendorAnswer {
  const invoice: Invoice | undefined = book.find(String(id));
  if (!invoice || invoice.isCanceled) return refusal(404, 'INVOICE_NOT_FOUND');
  if (statusOf(invoice, now()) !== 'active') return refusal(400, 'INVOICE_NOT_ACTIVE');
  book.cancel(invoice.id);
  return result(true);
}
