import { z } from 'zod';
import { Secret } from '../../config/secret';
import { settingsOf } from '../../platform/vendor/settings';
import type {
  InvoicePage,
  InvoiceRequest,
  PaymentAccount,
  PaymentFault,
  PaymentProvider,
} from '../../ports/payment-provider';
import { type Ask, createAsk, type PaymentAdapter, type PaymentParts, withCapabilities } from '../kit/adapter';
import { paymentFault } from '../kit/readings';
import { readCryptoPayDelivery } from './read-delivery';
import { readCreated, readDeleted, readInvoices, readMe } from './read-reply';

const asset = z.string().regex(/^[A-Z0-9]{2,10}$/);
const settings = settingsOf(
  z.strictObject({
    /** Coins in which an invoice priced in ordinary money may be paid; all that the app accepts when left out. */
    acceptedAssets: z.array(asset).min(1).max(20).optional(),
  }),
  '/api',
);
type Settings = ReturnType<typeof settings>;

/** Invoices priced in these are priced in a coin; all else is ordinary money. JET is the test network's. */
const COINS: ReadonlySet<string> = new Set('USDT TON GRAM BTC ETH LTC BNB TRX USDC JET'.split(' '));
const ID = /^\d{1,15}$/;
const NOT_THEIRS = paymentFault('not_found', 'not an id of theirs');
const LONGEST_S = 2_678_400;
const PAGE = 500;

/** Crypto Pay of @CryptoBot, 1.5: invoices paid inside Telegram, neither more nor less nor later than asked. */
export const cryptoPayAdapter: PaymentAdapter = {
  protocol: 'crypto_pay',
  open(account, parts) {
    const own = settings(account);
    const headers = () => ({ 'Crypto-Pay-API-Token': new Secret(account.apiKey()) });
    return withCapabilities(cryptoPay(createAsk(own.url, headers, parts), own, account, parts), [
      'webhook',
      'read_back',
    ]);
  },
};

function cryptoPay(
  ask: Ask,
  own: Settings,
  account: PaymentAccount,
  { clock }: PaymentParts,
): Omit<PaymentProvider, 'capabilities'> {
  const call = (name: string, body: Record<string, unknown> = {}) =>
    ({ name, path: `/${name}`, method: 'POST', body }) as const;

  return {
    acknowledgement: '',
    createInvoice: (request) =>
      ask(
        { ...call('createInvoice', invoiceBody(request, own, clock.now())), whenLost: 'unknown_outcome' },
        readCreated,
      ),

    async readInvoice(externalId) {
      if (!ID.test(externalId)) return NOT_THEIRS;
      const found = await ask(call('getInvoices', { invoice_ids: externalId }), readInvoices);
      if (found.kind === 'fault') return found;
      const invoice = found.rows.find(({ snapshot }) => snapshot.externalId === externalId);
      return invoice?.snapshot ?? paymentFault('not_found', 'no such invoice');
    },

    verify: (delivery) => readCryptoPayDelivery(delivery, account.apiKey()),
    test: () => ask(call('getMe'), readMe),
    list: (o) => listInvoices(ask, o),
    async cancel(externalId) {
      if (!ID.test(externalId)) return NOT_THEIRS;
      return ask(
        { ...call('deleteInvoice', { invoice_id: Number(externalId) }), whenLost: 'unknown_outcome' },
        readDeleted,
      );
    },
  };
}

function invoiceBody(request: InvoiceRequest, { acceptedAssets }: Settings, now: Date): Record<string, unknown> {
  const { amount, currency } = request.price;
  const lifetimeS = Math.ceil((request.expiresAt.getTime() - now.getTime()) / 1000);
  const priced = COINS.has(currency)
    ? { currency_type: 'crypto', asset: currency }
    : {
        currency_type: 'fiat',
        fiat: currency,
        ...(acceptedAssets ? { accepted_assets: acceptedAssets.join(',') } : {}),
      };
  return {
    ...priced,
    amount,
    description: request.title,
    payload: request.token,
    expires_in: Math.min(LONGEST_S, Math.max(60, lifetimeS)),
    allow_comments: false,
    ...(request.returnUrl ? { paid_btn_name: 'openBot', paid_btn_url: request.returnUrl } : {}),
  };
}

/** They are listed by number alone; the cursor is how many were read. Once a page is older than asked for, the rest is too. */
async function listInvoices(
  ask: Ask,
  { from, until, cursor = '0' }: { from: Date; until: Date; cursor?: string },
): Promise<InvoicePage | PaymentFault> {
  const offset = Number(cursor);
  const body = { offset, count: PAGE };
  const page = await ask({ name: 'getInvoices', path: '/getInvoices', method: 'POST', body }, readInvoices);
  if (page.kind === 'fault') return page;
  const { rows } = page;
  const [first, last] = [rows[0]?.createdAt, rows.at(-1)?.createdAt];
  const isPast = first && last && first >= last && last < from;
  return {
    kind: 'invoices',
    invoices: rows.filter(({ createdAt }) => createdAt >= from && createdAt < until).map(({ snapshot }) => snapshot),
    ...(rows.length < PAGE || isPast ? {} : { next: String(offset + rows.length) }),
  };
}
