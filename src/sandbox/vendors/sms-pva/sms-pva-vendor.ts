import { formatAmount } from '../../../domain/money/money';
import { type SellingVendor, type SellingVendorOptions, startSellingVendor } from '../account/selling-vendor';
import type { CatalogueRow } from '../account/shelf';
import { createVendorRoutes } from '../kernel/vendor-routes';
import * as orders from './order-endpoints';
import { type PvaEndpoint, refuse } from './sms-pva-call';
import { isoOf, pvaCountries, pvaServices } from './sms-pva-names';
import * as tables from './table-endpoints';

const BASE = '/activation';
const find = createVendorRoutes({
  number: `GET ${BASE}/number/:country/:service`,
  'number of operator': `GET ${BASE}/number/:country/:service/:operator`,
  sms: `GET ${BASE}/sms/:id`,
  clearsms: `PUT ${BASE}/clearsms/:id`,
  cancelorder: `PUT ${BASE}/cancelorder/:id`,
  blocknumber: `PUT ${BASE}/blocknumber/:id`,
  orders: `GET ${BASE}/orders`,
  balance: `GET ${BASE}/balance`,
  userinfo: `GET ${BASE}/userinfo`,
  serviceprice: `GET ${BASE}/serviceprice/:country/:service`,
  servicesprices: `GET ${BASE}/servicesprices`,
  countnumbers: `GET ${BASE}/countnumbers/:country`,
});
type Action = NonNullable<ReturnType<typeof find>>['action'];

const ENDPOINTS: Readonly<Record<Action, PvaEndpoint>> = {
  number: orders.number,
  'number of operator': orders.number,
  sms: orders.sms,
  clearsms: orders.clearSms,
  cancelorder: orders.cancel,
  blocknumber: orders.block,
  orders: orders.orders,
  balance: tables.balance,
  userinfo: tables.userInfo,
  serviceprice: tables.servicePrice,
  servicesprices: tables.servicesPrices,
  countnumbers: tables.countNumbers,
};

export interface SmsPvaVendor extends SellingVendor {
  readonly protocol: 'sms_pva';
  readonly baseUrl: string;
  /** While true, texts are there, but the balance is not enough to read them. */
  setUnpaid(unpaid: boolean): void;
}

/**
 * Starts an SMSPVA. `rateLimit` is its rule of 4 to 5 seconds between any two queries; it is off by default. The price is
 * taken at the purchase here, and given back when no SMS came.
 */
export async function startSmsPvaVendor(options: SellingVendorOptions): Promise<SmsPvaVendor> {
  let unpaid = false;
  const vendor = await startSellingVendor(options, {
    defaultCatalogue,
    collecting: 'on_request',
    minCancelAgeMs: 0,
    lifetimeMs: 600_000,
    countryIso: isoOf,
    actionOf: (call) => find(call)?.action,
    refuseRate: () => refuse(411, 'RATE_LIMIT', 'API access limited by low karma or ratelimits'),
    answer(action, call, keyRefused, shop) {
      if (keyRefused || call.headers.apikey !== shop.apiKey) return refuse(401, 'UNAUTHORIZED', 'Invalid apikey');
      const { parts } = find(call)!;
      return ENDPOINTS[action as Action]({ shop, parts, now: shop.now(), unpaid });
    },
  });
  return Object.assign(vendor, {
    protocol: 'sms_pva' as const,
    baseUrl: vendor.origin,
    setUnpaid(next: boolean) {
      unpaid = next;
    },
  });
}

function defaultCatalogue(): CatalogueRow[] {
  return pvaCountries.flatMap((country, c) =>
    [...pvaServices.keys()].map((service, s) => ({
      service,
      country,
      cost: formatAmount(1_200n + BigInt(((c * 3 + s * 7) % 20) * 350)),
      count: 80 + ((c * 23 + s * 19) % 50) * 60,
    })),
  );
}
