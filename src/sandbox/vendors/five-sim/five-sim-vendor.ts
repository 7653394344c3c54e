import { type SellingVendor, type SellingVendorOptions, startSellingVendor } from '../account/selling-vendor';
import type { VendorCall } from '../kernel/vendor-call';
import { createVendorRoutes } from '../kernel/vendor-routes';
import * as account from './account-routes';
import { type FiveSimRoute, lostVisitor, words } from './five-sim-call';
import { fiveSimCountries } from './five-sim-names';
import * as guests from './guest-routes';
import { defaultFiveSimCatalogue, splitPlace } from './operator-rows';
import * as orders from './order-routes';
import * as purchases from './purchase-routes';

const BASE = '/v1';
const find = createVendorRoutes({
  'guest/countries': `GET ${BASE}/guest/countries`,
  'guest/products': `GET ${BASE}/guest/products/:country/:operator`,
  'guest/prices': `GET ${BASE}/guest/prices`,
  'guest/flash': `GET ${BASE}/guest/flash/:language`,
  'user/profile': `GET ${BASE}/user/profile`,
  'user/orders': `GET ${BASE}/user/orders`,
  'user/payments': `GET ${BASE}/user/payments`,
  'user/buy': `GET ${BASE}/user/buy/activation/:country/:operator/:product`,
  'user/buy-hosting': `GET ${BASE}/user/buy/hosting/:country/:operator/:product`,
  'user/reuse': `GET ${BASE}/user/reuse/:product/:number`,
  'user/check': `GET ${BASE}/user/check/:id`,
  'user/finish': `GET ${BASE}/user/finish/:id`,
  'user/cancel': `GET ${BASE}/user/cancel/:id`,
  'user/ban': `GET ${BASE}/user/ban/:id`,
  'user/inbox': `GET ${BASE}/user/sms/inbox/:id`,
});
type Action = NonNullable<ReturnType<typeof find>>['action'];

const ROUTES: Readonly<Record<Action, FiveSimRoute>> = {
  'guest/countries': guests.countries,
  'guest/products': guests.products,
  'guest/prices': guests.prices,
  'guest/flash': guests.flash,
  'user/profile': account.profile,
  'user/orders': account.orders,
  'user/payments': account.payments,
  'user/buy': purchases.buy,
  'user/buy-hosting': purchases.buyHosting,
  'user/reuse': purchases.reuse,
  'user/check': orders.check,
  'user/finish': orders.finish,
  'user/cancel': orders.cancel,
  'user/ban': orders.ban,
  'user/inbox': orders.inbox,
};

export interface FiveSimVendor extends SellingVendor {
  readonly protocol: 'five_sim';
  readonly baseUrl: string;
  /** The account's rating, 96 at best; nothing is sold at 0. */
  setRating(rating: number): void;
}

/** Starts a 5sim. A row of its catalogue has `<country>/<operator>` for a country. */
export async function startFiveSimVendor(options: SellingVendorOptions): Promise<FiveSimVendor> {
  let rating = 96;
  const vendor = await startSellingVendor(options, {
    defaultCatalogue: defaultFiveSimCatalogue,
    collecting: 'always',
    minCancelAgeMs: 60_000,
    lifetimeMs: 900_000,
    countryIso: (place) => fiveSimCountries.get(splitPlace(place).country)?.iso,
    actionOf: (call) => find(call)?.action,
    nothingHere: lostVisitor,
    refuseRate: () => words('api limit is 100 requests per second', 429),
    answer(action, call, keyRefused, shop) {
      if (action.startsWith('user/') && (keyRefused || !knowsKey(call, shop.apiKey))) return words('', 401);
      const { parts } = find(call)!;
      return ROUTES[action as Action]({ shop, parts, params: call.params, now: shop.now(), rating });
    },
  });
  return Object.assign(vendor, {
    protocol: 'five_sim' as const,
    baseUrl: vendor.origin + BASE,
    setRating(next: number) {
      rating = next;
    },
  });
}

const knowsKey = ({ headers }: VendorCall, apiKey: string): boolean => headers.authorization === `Bearer ${apiKey}`;
