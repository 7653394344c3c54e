import type { App } from '../../app';
import type { WatchedOrder } from '../../database/stores/providers';
import type { ProviderFault, ProviderFaultKind, SmsProvider, UpstreamOrder } from '../../ports/sms-provider';
import { clearProviderAlert, raiseProviderAlert } from '../alerts/provider-alerts';
import { expireReservation } from '../reservations/expire-reservation';
import { longestUnseenFirst, noteLooks } from './order-looks';
import type { PollTurn } from './poll-turn';
import { readOrder } from './read-order';
import { receiveMessages } from './receive-messages';
import { isTimeForUnknownOrders, settleUnknownOrders } from './settle-unknown-orders';

/** Of the whole supplier, not of one order: asking for the next one would bring the same. */
const SYSTEMIC: ReadonlySet<ProviderFaultKind> = new Set([
  'auth',
  'rate_limited',
  'blocked',
  'unavailable',
  'unknown_outcome',
]);

/**
 * Looks at the orders that somebody waits for: all in one call where the protocol has a list, one by one where not, as
 * many as the turn's share of the key's budget allows, those unseen for longest first. With nobody waiting the supplier is
 * left alone, but for a look now and then for orders that nobody owns.
 */
export async function pollOrders(app: App, provider: SmsProvider, turn: PollTurn): Promise<ProviderFault | undefined> {
  if (!provider.listActive && !provider.orderState) return undefined;
  const watched = await app.db.providers.listWatchedOrders(provider.id, app.clock.now());
  if (!provider.listActive) return readOneByOne(app, provider, watched, turn);
  if (watched.length === 0 && !isTimeForUnknownOrders(app, provider)) return undefined;
  const list = await provider.listActive();
  if (list.kind === 'fault') return list;
  const orders = await withoutOtherRows(app, provider, watched, list.orders);
  const messages = orders.flatMap((order) =>
    order.messages.map((message) => ({ ...message, orderId: order.orderId, phone: order.phone })),
  );
  await receiveMessages(app, { providerId: provider.id, source: 'POLL', messages });
  if (list.unreadable) await tellUnreadable(app, provider.id, list.unreadable);
  const listed = new Set(list.orders.map((order) => order.orderId));
  // Some suppliers drop an order from the list with its first SMS, others when they call it off; the order itself tells.
  const absent = watched.filter((order) => !listed.has(order.orderId) && order.status !== 'COMPLETED');
  const fault = await readOneByOne(app, provider, absent, turn);
  if (isTimeForUnknownOrders(app, provider)) {
    if (!list.unreadable) await clearProviderAlert(app, 'orders_unreadable', provider.id);
    await settleUnknownOrders(app, provider, list.orders);
  }
  return fault;
}

/** Whose codes those are nobody knows; a new word of the supplier's is for an operator to report. */
async function tellUnreadable(app: App, providerId: number, rows: readonly string[]): Promise<void> {
  await raiseProviderAlert(app, 'orders_unreadable', { providerId, detail: rows[0], facts: { count: rows.length } });
}

/** The list shows the whole account; messages of orders that another row of it bought are for that row to bring. */
async function withoutOtherRows(
  app: App,
  provider: SmsProvider,
  watched: readonly WatchedOrder[],
  orders: readonly UpstreamOrder[],
): Promise<readonly UpstreamOrder[]> {
  const ours = new Set(watched.map(({ orderId }) => orderId));
  const others = orders.filter(({ orderId, messages }) => messages.length > 0 && !ours.has(orderId));
  if (others.length === 0) return orders;
  const account = await app.providers.rowsOfAccount(provider.id);
  if (account.length === 1) return orders;
  const owners = await app.db.accountOrders.owners(
    account,
    others.map(({ orderId }) => orderId),
  );
  return orders.filter(({ orderId }) => (owners.get(orderId) ?? provider.id) === provider.id);
}

async function readOneByOne(
  app: App,
  provider: SmsProvider,
  orders: readonly WatchedOrder[],
  turn: PollTurn,
): Promise<ProviderFault | undefined> {
  if (!provider.orderState) return undefined;
  const note = noteLooks(provider, orders);
  const waiting = longestUnseenFirst(provider, orders).slice(0, turn.limits.reads);
  let fault: ProviderFault | undefined;
  const work = async () => {
    for (let order = waiting.shift(); order && !fault && (await turn.goesOn()); order = waiting.shift()) {
      note(order.orderId);
      const reading = await readOrder(app, provider, order.orderId);
      if (reading.kind === 'ended' && order.status !== 'COMPLETED') await endLostOrder(app, order);
      if (reading.kind !== 'unclear') continue;
      if (SYSTEMIC.has(reading.fault.fault)) fault = reading.fault;
      else app.log.warn({ provider: provider.id, fault: reading.fault.fault }, 'one order could not be read');
    }
  };
  await Promise.all(Array.from({ length: Math.min(turn.limits.atOnce, waiting.length) }, work));
  return fault;
}

/** The supplier says that the order is over without a code: the buyer need not wait for the deadline. */
async function endLostOrder(app: App, order: WatchedOrder): Promise<void> {
  if (order.expiresAt <= app.clock.now()) {
    await expireReservation(app, { id: order.reservationId });
    return;
  }
  const { maxExpiriesInARow } = await app.settings();
  const ended = await app.db.reservations.end({
    id: order.reservationId,
    to: 'CANCELED',
    reason: order.status === 'CANCEL_PENDING' ? 'BUYER_CANCELED' : 'PROVIDER_LOST_ORDER',
    now: app.clock.now(),
    actor: { type: 'JOB', id: 'poll-providers' },
    maxExpiries: maxExpiriesInARow,
    tellUpstream: false,
    notify: true,
  });
  if (ended.kind === 'ended') app.wake('outbox');
}
