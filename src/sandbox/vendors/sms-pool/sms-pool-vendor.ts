import { randomInt } from 'node:crypto';
import { formatAmount } from '../../../domain/money/money';
import { type SellingVendor, type SellingVendorOptions, startSellingVendor } from '../account/selling-vendor';
import type { CatalogueRow } from '../account/shelf';
import type { VendorCall } from '../kernel/vendor-call';
import { createVendorRoutes } from '../kernel/vendor-routes';
import { active, cancelSms, checkResend, checkSms, resendSms } from './order-endpoints';
import { purchaseSms } from './purchase-endpoint';
import { type PoolEndpoint, refuse } from './sms-pool-call';
import { poolCountries, poolServices } from './sms-pool-names';
import * as tables from './table-endpoints';

const ENDPOINTS: Readonly<Record<string, PoolEndpoint>> = {
  'country/retrieve_all': tables.countries,
  'service/retrieve_all': tables.services,
  'request/balance': tables.balance,
  'request/price': tables.price,
  'request/pricing': tables.pricing,
  'request/active': active,
  'sms/stock': tables.stock,
  'sms/check': checkSms,
  'sms/cancel': cancelSms,
  'sms/check_resend': checkResend,
  'sms/resend': resendSms,
  'purchase/sms': purchaseSms,
};
/** These lists are open to everybody. */
const FREE = new Set(['country/retrieve_all', 'service/retrieve_all']);

const find = createVendorRoutes(Object.fromEntries(Object.keys(ENDPOINTS).map((path) => [path, `GET|POST /${path}`])));

export interface SmsPoolVendor extends SellingVendor {
  readonly protocol: 'sms_pool';
  readonly baseUrl: string;
  /** What another SMS costs from now on, as a decimal string; "0.00" at first. */
  setResendCost(cost: string): void;
}

/** Starts an SMSPool. Keys come in a form, in the query, or as a bearer. */
export async function startSmsPoolVendor(options: SellingVendorOptions): Promise<SmsPoolVendor> {
  let resendCost = '0.00';
  const vendor = await startSellingVendor(options, {
    defaultCatalogue,
    collecting: 'on_request',
    minCancelAgeMs: 40_000,
    lifetimeMs: 1_200_000,
    countryIso: (country) => poolCountries.get(country)?.iso,
    newOrderId: eightLetters,
    actionOf: (call) => find(call)?.action,
    refuseRate: () => refuse('Too many requests, please slow down', undefined, 429),
    answer(action, call, keyRefused, shop) {
      if (!FREE.has(action) && (keyRefused || keyOf(call) !== shop.apiKey)) return refuse('Invalid API key provided');
      return ENDPOINTS[action]!({ shop, params: call.params, now: shop.now(), resendCost });
    },
  });
  return Object.assign(vendor, {
    protocol: 'sms_pool' as const,
    baseUrl: vendor.origin,
    setResendCost(cost: string) {
      resendCost = cost;
    },
  });
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const eightLetters = (): string => Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

const keyOf = ({ params, headers }: VendorCall): string | undefined =>
  params.get('key') ?? headers.authorization?.replace(/^Bearer /, '');

function defaultCatalogue(): CatalogueRow[] {
  return [...poolCountries.keys()].flatMap((country, c) =>
    [...poolServices.keys()].map((service, s) => ({
      service,
      country,
      cost: formatAmount(900n + BigInt(((c * 7 + s * 5) % 23) * 300)),
      count: 100 + ((c * 37 + s * 11) % 60) * 90,
    })),
  );
}
