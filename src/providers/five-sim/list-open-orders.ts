import type { OpenOrders, ProviderFault, UpstreamOrder } from '../../ports/sms-provider';
import { providerFault } from '../provider-fault';
import type { FiveSimAsk } from './five-sim-ask';
import type { FiveSimOrder } from './read-order';
import { readOrders } from './read-orders';

const PAGE_ROWS = 100;
const MOST_PAGES = 100;
/** No order lives that long. Many newer ones may be closed already, so a page without open ones is no end. */
const LOOK_BACK_MS = 2 * 3_600_000;

/** 5sim has no list of open orders alone: the history is read from its newest end until nothing older can be open. */
export async function listOpenOrders(ask: FiveSimAsk, now: Date): Promise<OpenOrders | ProviderFault> {
  const open = new Map<string, UpstreamOrder>();
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const place = { limit: String(PAGE_ROWS), offset: String(page * PAGE_ROWS) };
    const query = { category: 'activation', ...place, order: 'id', reverse: 'true' };
    const read = await ask('user/orders', { query }, readOrders);
    if (read.kind === 'fault') return read;
    for (const order of read.orders) if (order.phase === 'open') open.set(order.orderId, toUpstream(order));
    const oldest = read.orders.at(-1)?.createdAt;
    const isLast = read.orders.length < PAGE_ROWS || (oldest && now.getTime() - oldest.getTime() > LOOK_BACK_MS);
    if (isLast) return { kind: 'orders', orders: [...open.values()] };
  }
  return providerFault('unavailable', `more than ${MOST_PAGES} pages of orders in two hours`);
}

const toUpstream = ({ orderId, phone, serviceCode, countryCode, cost, createdAt, messages }: FiveSimOrder) => ({
  orderId,
  phone: phone!,
  serviceCode,
  countryCode,
  cost,
  createdAt,
  messages,
});
