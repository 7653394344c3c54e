import { z } from 'zod';
import { Secret } from '../../config/secret';
import { settingsOf } from '../../platform/vendor/settings';
import type { InvoiceRequest, PaymentAccount, PaymentFault, PaymentProvider } from '../../ports/payment-provider';
import { type Ask, createAsk, type PaymentAdapter, type PaymentParts, withCapabilities } from '../kit/adapter';
import { paymentFault } from '../kit/readings';
import { createLogin, type Login } from './login';
import { readNowPaymentsDelivery } from './read-delivery';
import { readPaymentList } from './read-payment';
import { readCoins, readCreated } from './read-reply';
import { snapshotOf, snapshotsOf } from './snapshot';

const settings = settingsOf(
  z.strictObject({
    /** The one coin in which is paid, as they call it: `usdttrc20`. The payer's choice when left out. */
    payCurrency: z
      .string()
      .regex(/^[a-z0-9]{2,30}$/)
      .optional(),
    /** The rate holds for 20 minutes. */
    fixedRate: z.boolean().default(false),
    feePaidByUser: z.boolean().default(false),
    /**
     * The account's e-mail. Only with it can payments be asked for, so that a lost webhook does no harm; the key is then the API key,
     * a blank, and the account's password.
     */
    email: z.email().max(200).optional(),
  }),
  '/v1',
);
type Settings = ReturnType<typeof settings>;
const PAGE = 100;

/** NOWPayments, API v1. An invoice may be paid by several payments; later ones to its address are payments of their own. */
export const nowPaymentsAdapter: PaymentAdapter = {
  protocol: 'nowpayments',
  open(account, parts) {
    const own = settings(account);
    const keys = () => splitKeys(account.apiKey(), own.email !== undefined);
    const ask = createAsk(own.url, () => ({ 'x-api-key': new Secret(keys().apiKey) }), parts);
    const email = own.email;
    const login =
      email === undefined ? undefined : createLogin(ask, () => ({ email, password: keys().password }), parts.clock);
    return withCapabilities(nowPayments(ask, login, own, account, parts), [
      'webhook',
      ...(login ? (['read_back'] as const) : []),
    ]);
  },
};

function splitKeys(text: string, hasPassword: boolean): { apiKey: string; password: string } {
  const blank = hasPassword ? text.indexOf(' ') : -1;
  return blank < 0 ? { apiKey: text, password: '' } : { apiKey: text.slice(0, blank), password: text.slice(blank + 1) };
}

function nowPayments(
  ask: Ask,
  login: Login | undefined,
  own: Settings,
  account: PaymentAccount,
  { clock }: PaymentParts,
): Omit<PaymentProvider, 'capabilities'> {
  return {
    acknowledgement: '',
    createInvoice: (request) =>
      ask(
        {
          ...{ name: 'create invoice', path: '/invoice', method: 'POST', whenLost: 'unknown_outcome' },
          ...{ body: invoiceBody(request, own), headers: { 'Content-Type': 'application/json' } },
        },
        (reply) => readCreated(reply, request.expiresAt),
      ),

    async readInvoice(externalId) {
      if (!login) return paymentFault('unsupported', 'payments can be asked for with the e-mail of the account only');
      const query = { invoiceId: externalId, limit: PAGE, page: 0, sortBy: 'created_at', orderBy: 'asc' };
      const page = await login.ask({ name: 'read payments', path: '/payment/', query }, readPaymentList);
      if (page.kind === 'fault') return page;
      return snapshotOf(
        externalId,
        page.payments.filter(({ invoiceId }) => invoiceId === externalId),
        clock.now(),
      );
    },

    verify: (delivery) =>
      readNowPaymentsDelivery(delivery, {
        secret: account.webhookKey() ?? '',
        canAsk: login !== undefined,
        now: clock.now(),
      }),

    async test() {
      const coins = await ask({ name: 'test', path: '/merchant/coins' }, readCoins);
      if (coins.kind === 'fault' || !login) return coins;
      const entered = await login.enter();
      return entered.kind === 'fault' ? entered : coins;
    },

    list:
      login &&
      (({ from, until, cursor = '0' }) => listPayments(login, { from, until, page: Number(cursor) }, clock.now())),
  };
}

/** Payments made within a time, put together by invoice; the cursor is the number of the page. */
async function listPayments(login: Login, { from, until, page }: { from: Date; until: Date; page: number }, now: Date) {
  const [dateFrom, dateTo] = [from.toISOString(), until.toISOString()];
  const query = { limit: PAGE, page, sortBy: 'created_at', orderBy: 'asc', dateFrom, dateTo };
  const read = await login.ask({ name: 'list payments', path: '/payment/', query }, readPaymentList);
  if (read.kind === 'fault') return read satisfies PaymentFault;
  const next = read.payments.length < PAGE ? {} : { next: String(page + 1) };
  return { kind: 'invoices', invoices: snapshotsOf(read.payments, now), ...next } as const;
}

/** The amount is written as it is: a JSON number that never was a float. */
function invoiceBody({ price, token, title, returnUrl, webhookUrl }: InvoiceRequest, own: Settings): string {
  const rest = JSON.stringify({
    ...{ price_currency: price.currency.toLowerCase(), order_id: token, order_description: title },
    ...(own.payCurrency ? { pay_currency: own.payCurrency } : {}),
    ...(webhookUrl ? { ipn_callback_url: webhookUrl } : {}),
    ...(returnUrl ? { success_url: returnUrl, cancel_url: returnUrl, partially_paid_url: returnUrl } : {}),
    ...{ is_fixed_rate: own.fixedRate, is_fee_paid_by_user: own.feePaidByUser },
  });
  return `{"price_amount":${price.amount},${rest.slice(1)}`;
}
