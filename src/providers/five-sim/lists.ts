import type {
  OpenOrders,
  PriceFilter,
  PriceList,
  ProviderCatalogue,
  ProviderFault,
  UpstreamOrder,
} from '../../ports/sms-provider';
import type { Ask, Query } from '../kit/adapter';
import { cheapest } from '../kit/price-tables';
import { unread } from '../kit/readings';
import { providerFault } from '../kit/reply';
import { readCountries, readOperatorPrices, readOrders, readServices } from './read-lists';
import type { FiveSimOrder } from './read-order';

/** What a call is about stands in the path after its name, and in the query. */
export interface PathAndQuery {
  readonly path?: readonly string[];
  readonly query?: Query;
}

const PAGE_ROWS = 100;
const MOST_PAGES = 100;
/** No order lives that long. Many newer ones may be closed already, so a page without open ones is no end. */
const LOOK_BACK_MS = 2 * 3_600_000;

/** 5sim has no list of open orders alone: the history is read from its newest end until nothing older can be open. */
export async function listOpenOrders(ask: Ask<PathAndQuery>, now: Date): Promise<OpenOrders | ProviderFault> {
  const open = new Map<string, UpstreamOrder>();
  const notRead: string[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const place = { limit: String(PAGE_ROWS), offset: String(page * PAGE_ROWS) };
    const query = { category: 'activation', ...place, order: 'id', reverse: 'true' };
    const read = await ask('user/orders', { query }, readOrders);
    if (read.kind === 'fault') return read;
    const { unreadable = [] } = read;
    notRead.push(...unreadable);
    for (const order of read.orders) if (order.phase === 'open') open.set(order.orderId, toUpstream(order));
    const oldest = read.orders.at(-1)?.createdAt;
    const isLast =
      read.orders.length + unreadable.length < PAGE_ROWS || (oldest && now.getTime() - oldest.getTime() > LOOK_BACK_MS);
    if (isLast) return { kind: 'orders', orders: [...open.values()], ...unread(notRead) };
  }
  return providerFault('unavailable', `more than ${MOST_PAGES} pages of orders in two hours`);
}

const toUpstream = ({
  orderId,
  phone,
  serviceCode,
  countryCode,
  cost,
  createdAt,
  expiresAt,
  messages,
}: FiveSimOrder) => ({
  orderId,
  phone: phone!,
  serviceCode,
  countryCode,
  cost,
  createdAt,
  expiresAt,
  messages,
});

/** What each operator takes. Services and countries change places in an answer about a service alone. */
export function askOperatorPrices(ask: Ask<PathAndQuery>, { serviceCode, countryCode }: PriceFilter) {
  const productFirst = serviceCode !== undefined && countryCode === undefined;
  const query = { country: countryCode, product: serviceCode };
  return ask('guest/prices', { query }, (reply) => readOperatorPrices(reply, productFirst));
}

/** The best price in each place, whoever the operator is. */
export async function listPrices(ask: Ask<PathAndQuery>, filter: PriceFilter): Promise<PriceList | ProviderFault> {
  const prices = await askOperatorPrices(ask, filter);
  return prices.kind === 'fault' ? prices : { ...prices, rows: cheapest(prices.rows) };
}

export async function listCatalogue(ask: Ask<PathAndQuery>): Promise<ProviderCatalogue | ProviderFault> {
  const known = await ask('guest/countries', {}, readCountries);
  if (known.kind === 'fault') return known;
  const sold = await ask('guest/products', { path: ['any', 'any'] }, readServices);
  return sold.kind === 'fault' ? sold : { kind: 'catalogue', services: sold.services, countries: known.countries };
}
