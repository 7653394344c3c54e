import type { App } from '../../app';
import type { UnsettledPurchase } from '../../database/queues/due-reservations';
import { addMs } from '../../domain/time';
import type { OpenOrders, SmsProvider, UpstreamOrder } from '../../ports/sms-provider';
import { receiveMessages } from '../messages/receive-messages';
import { askOnce, askRoutes, nextRoute, type Purchase, type Recorded, recordAcquired } from './ask-routes';
import { expireReservation } from './expire-reservation';
import { askBalance, bookLoss } from './settle-by-balance';
import { CLOCK_SKEW_MS, LOOK_AGAIN_MS, LOOK_APART_MS, WORK_LEASE_MS } from './timing';

export type SettleOutcome = {
  readonly kind: 'asked' | 'adopted' | 'next_route' | 'canceled' | 'expired' | 'not_yet' | 'not_due';
};

/**
 * Finds out what became of a purchase without an answer. One that was never asked for is asked for now. Otherwise the
 * supplier's open orders tell: an order that nobody owns is adopted; two looks that find none send it to the next route.
 * Nothing is bought twice on one route. Without such a list the balance there tells: two looks that agree are an answer.
 * A supplier that refuses a second purchase under one key is simply asked again.
 */
export async function settleReservation(app: App, { id }: { id: bigint }): Promise<SettleOutcome> {
  const now = app.clock.now();
  const unsettled = await app.db.dueReservations.takeUnsettled(id, now, addMs(now, WORK_LEASE_MS));
  if (!unsettled) return { kind: 'not_due' };
  if (unsettled.expiresAt <= now) {
    await expireReservation(app, { id });
    return { kind: 'expired' };
  }
  const purchase = { id, key: unsettled.key, notify: true };
  if (!unsettled.askedAt) {
    const status = await askRoutes(app, purchase, unsettled);
    return { kind: status === 'CANCELED' ? 'canceled' : 'asked' };
  }
  const provider = await app.providers.get(unsettled.providerId);
  if (!provider) return lookAgain(app, unsettled, null);
  if (!provider.listActive) return settleWithoutList(app, purchase, unsettled, provider);
  const list = await provider.listActive().catch((err: unknown) => {
    app.log.error({ err, provider: provider.id }, 'listing open orders broke off');
    return { kind: 'fault', fault: 'unavailable', detail: 'the adapter threw' } as const;
  });
  if (list.kind === 'fault') return lookAgain(app, unsettled, unsettled.absentAt);
  return adopt(app, purchase, unsettled, provider, list);
}

async function settleWithoutList(
  app: App,
  purchase: Purchase,
  unsettled: UnsettledPurchase,
  provider: SmsProvider,
): Promise<SettleOutcome> {
  if (provider.capabilities.has('idempotentPurchase')) {
    const recorded = await askOnce(app, purchase, unsettled, provider);
    return recorded.status === 'WAITING_CODE' ? { kind: 'adopted' } : proceed(app, purchase, recorded);
  }
  const answer = await askBalance(app, unsettled, provider);
  if (answer.verdict === 'unclear') return lookAgain(app, unsettled, null);
  const now = app.clock.now();
  const { absentAt } = unsettled;
  if (!absentAt || now.getTime() - absentAt.getTime() < LOOK_APART_MS) {
    return lookAgain(app, unsettled, absentAt ?? now, LOOK_APART_MS);
  }
  if (answer.verdict === 'lost') await bookLoss(app, unsettled, answer);
  return giveUp(app, purchase, unsettled);
}

async function adopt(
  app: App,
  purchase: Purchase,
  unsettled: UnsettledPurchase,
  provider: SmsProvider,
  list: OpenOrders,
): Promise<SettleOutcome> {
  for (const order of await adoptable(app, unsettled, list.orders)) {
    const expiresAt = order.expiresAt ?? (provider.lifetimeMs && addMs(unsettled.askedAt!, provider.lifetimeMs));
    const found = { ...order, kind: 'acquired', expiresAt: expiresAt || undefined } as const;
    const recorded = await recordAcquired(app, purchase, unsettled, found);
    if (recorded.status === 'REQUESTED' && !recorded.next) continue; // another purchase was faster
    if (recorded.status !== 'WAITING_CODE') return proceed(app, purchase, recorded);
    app.log.info(
      { reservation: purchase.id, provider: provider.id },
      'an order of unknown outcome was found and adopted',
    );
    app.wake('outbox');
    const messages = order.messages.map((message) => ({ ...message, orderId: order.orderId }));
    await receiveMessages(app, { providerId: provider.id, source: 'POLL', messages });
    return { kind: 'adopted' };
  }
  // A list with rows that nobody understands may hide the order.
  if (list.isIncomplete || list.unreadable) return lookAgain(app, unsettled, unsettled.absentAt);
  const now = app.clock.now();
  const { absentAt } = unsettled;
  if (!absentAt || now.getTime() - absentAt.getTime() < LOOK_APART_MS) {
    return lookAgain(app, unsettled, absentAt ?? now, LOOK_APART_MS);
  }
  return giveUp(app, purchase, unsettled);
}

/** Orders that may be ours, oldest first: of the right kind, not dearer than allowed, not older than our question. */
async function adoptable(app: App, unsettled: UnsettledPurchase, orders: readonly UpstreamOrder[]) {
  const notBefore = unsettled.askedAt!.getTime() - CLOCK_SKEW_MS;
  const fitting = orders.filter(
    (order) =>
      (order.serviceCode === undefined || order.serviceCode === unsettled.serviceCode) &&
      (order.countryCode === undefined || order.countryCode === unsettled.countryCode) &&
      (order.cost === undefined || unsettled.maxCost === null || order.cost <= unsettled.maxCost) &&
      (order.createdAt === undefined || order.createdAt.getTime() >= notBefore),
  );
  if (fitting.length === 0) return [];
  const account = await app.providers.rowsOfAccount(unsettled.providerId);
  const owners = await app.db.accountOrders.owners(
    account,
    fitting.map((order) => order.orderId),
  );
  // What was there before we asked is no answer.
  const known = await app.db.accountOrders.listSeenBefore(account[0]!, unsettled.askedAt!);
  return fitting
    .filter(({ orderId }) => !owners.has(orderId) && !known.has(orderId))
    .sort((a, b) => (a.createdAt?.getTime() ?? 0) - (b.createdAt?.getTime() ?? 0));
}

/** Nothing shows that the supplier made an order. Should one turn up later, this is remembered. */
async function giveUp(app: App, purchase: Purchase, unsettled: UnsettledPurchase): Promise<SettleOutcome> {
  const { id: reservationId, routeId, providerId, askedAt } = unsettled;
  const question = { reservationId, routeId, providerId, askedAt: askedAt! };
  const recorded = await nextRoute(app, purchase, routeId, 'PROVIDER_REFUSED', (tx) =>
    tx.accountOrders.giveUp(question),
  );
  return proceed(app, purchase, recorded);
}

async function proceed(app: App, purchase: Purchase, recorded: Recorded): Promise<SettleOutcome> {
  if (!recorded.next) {
    const kinds = { CANCELED: 'canceled', REQUESTED: 'not_yet' } as const;
    return { kind: kinds[recorded.status as keyof typeof kinds] ?? 'next_route' };
  }
  const status = await askRoutes(app, purchase, recorded.next);
  return { kind: status === 'CANCELED' ? 'canceled' : 'next_route' };
}

async function lookAgain(
  app: App,
  unsettled: UnsettledPurchase,
  absentAt: Date | null,
  afterMs = LOOK_AGAIN_MS,
): Promise<SettleOutcome> {
  const at = addMs(app.clock.now(), afterMs);
  await app.db.dueReservations.lookAgain(unsettled.id, unsettled.routeId, at, absentAt);
  return { kind: 'not_yet' };
}
