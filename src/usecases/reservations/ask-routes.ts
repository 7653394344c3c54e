import type { App } from '../../app';
import type { RouteToAsk } from '../../database/acts/reservation-rows';
import type { EndReason, ReservationStatus } from '../../domain/reservation/reservation-status';
import { addMs } from '../../domain/time';
import type { AcquiredNumber, ProviderFault, SmsProvider } from '../../ports/sms-provider';
import { raisePurchaseAlert } from '../alerts/provider-alerts';
import { reviveMessagesOfOrder } from '../messages/process-stored-messages';
import { consequenceOf } from './fault-consequence';
import { randomStart } from './random-start';
import { ASK_TIMEOUT_MS, FIRST_LOOK_AFTER_MS } from './timing';

export interface Purchase {
  readonly id: bigint;
  /** The reservation's key; suppliers with idempotent purchase get it. */
  readonly key: string;
  /** Tells the buyer how it ended by a message of its own; off while a screen waits for the answer. */
  readonly notify: boolean;
}

/**
 * Asks one route after another until one sells, none is left, or an answer stays unknown. No transaction is open while a
 * supplier thinks. Returns where the reservation stands: WAITING_CODE, CANCELED, or REQUESTED to be settled later.
 */
export async function askRoutes(app: App, purchase: Purchase, first: RouteToAsk): Promise<ReservationStatus> {
  let route: RouteToAsk | undefined = first;
  let status: ReservationStatus = 'REQUESTED';
  while (route) {
    const provider = await app.providers.get(route.providerId);
    const now = app.clock.now();
    const mine = await app.db.dueReservations.takeAsk(purchase.id, route.routeId, now, addMs(now, ASK_TIMEOUT_MS));
    if (!mine) return status; // another process asks it, or the reservation is over
    const reply = await acquire(app, purchase, route, provider);
    const recorded: Recorded = await recordReply(app, purchase, route, reply);
    ({ status, next: route } = recorded);
  }
  return status;
}

/** Asks a supplier that sells once under one key, however often it is asked; records what it says. */
export async function askOnce(
  app: App,
  purchase: Purchase,
  route: RouteToAsk,
  provider: SmsProvider,
): Promise<Recorded> {
  return recordReply(app, purchase, route, await acquire(app, purchase, route, provider));
}

export interface Recorded {
  readonly status: ReservationStatus;
  readonly next?: RouteToAsk;
}

async function acquire(
  app: App,
  purchase: Purchase,
  route: RouteToAsk,
  provider: SmsProvider | undefined,
): Promise<AcquiredNumber | ProviderFault> {
  if (!provider?.acquire || route.serviceCode === null || route.countryCode === null || route.maxCost === null) {
    return { kind: 'fault', fault: 'unsupported', detail: 'this provider sells no numbers on demand' };
  }
  try {
    return await provider.acquire({
      reservationKey: purchase.key,
      serviceCode: route.serviceCode,
      countryCode: route.countryCode,
      operator: route.operator ?? undefined,
      maxCost: route.maxCost,
    });
  } catch (err) {
    app.log.error({ err, reservation: purchase.id, provider: route.providerId }, 'a purchase broke off');
    return { kind: 'fault', fault: 'unknown_outcome', detail: 'the adapter threw' };
  }
}

async function recordReply(
  app: App,
  purchase: Purchase,
  route: RouteToAsk,
  reply: AcquiredNumber | ProviderFault,
): Promise<Recorded> {
  if (reply.kind === 'acquired') return recordAcquired(app, purchase, route, reply);
  const consequence = consequenceOf(reply);
  const now = app.clock.now();
  const facts = { reservation: purchase.id, provider: route.providerId, fault: reply.fault, detail: reply.detail };
  if (!consequence) {
    app.log.warn(facts, 'a purchase has no clear answer; it will be settled');
    await app.db.dueReservations.lookAgain(purchase.id, route.routeId, addMs(now, FIRST_LOOK_AFTER_MS), null);
    return { status: 'REQUESTED' };
  }
  if (consequence.alert) {
    app.log.warn(facts, 'a supplier refused a purchase for a reason that an operator must see');
    await raisePurchaseAlert(app, route, reply);
  }
  if (consequence.pauseMs > 0) {
    await app.db.providers.pause(route.providerId, addMs(now, consequence.pauseMs), reply.fault);
  }
  return nextRoute(app, purchase, route.routeId, consequence.reason);
}

/** Keeps a number that a supplier gave, unless it costs more than the route allows. */
export async function recordAcquired(
  app: App,
  purchase: Purchase,
  route: Pick<RouteToAsk, 'routeId' | 'providerId' | 'maxCost'>,
  got: AcquiredNumber,
): Promise<Recorded> {
  const now = app.clock.now();
  if (got.cost !== undefined && route.maxCost !== null && got.cost > route.maxCost) {
    await app.db.upstreamOrderEnds.put(route.providerId, got.orderId, 'CANCEL', got.cancelableAt ?? now, now);
    app.log.warn({ reservation: purchase.id, provider: route.providerId }, 'a number cost more than its route allows');
    return nextRoute(app, purchase, route.routeId, 'TOO_DEAR');
  }
  const kind = await acceptNumber(app, purchase, route.routeId, got);
  switch (kind) {
    case 'accepted':
      await reviveMessagesOfOrder(app, route.providerId, got.orderId);
      return { status: 'WAITING_CODE' };
    case 'number_taken':
    case 'number_spent':
      return nextRoute(app, purchase, route.routeId, 'OUT_OF_STOCK');
    case 'order_owned':
      // Another purchase of unknown outcome took it; what was bought for this one, if anything, is still to be found.
      await app.db.dueReservations.lookAgain(purchase.id, route.routeId, addMs(now, FIRST_LOOK_AFTER_MS), null);
      return { status: 'REQUESTED' };
    case 'too_late':
      // The number came after all and is being given back, so nothing is unclear about it.
      await app.db.reconciliation.forgetUnclear(purchase.id, route.routeId);
      return { status: 'CANCELED' };
  }
}

async function acceptNumber(app: App, purchase: Purchase, routeId: number, got: AcquiredNumber) {
  const settings = await app.settings();
  const now = app.clock.now();
  try {
    return await app.db.transact(async (tx) => {
      const { kind } = await tx.reservations.acceptNumber({
        id: purchase.id,
        routeId,
        orderId: got.orderId,
        phone: got.phone,
        cost: got.cost,
        charged: got.charged,
        now,
        cancelableAt: got.cancelableAt,
        expiresAt: got.expiresAt,
        maxUses: settings.maxUsesOfNumber,
        maxExpiries: settings.maxExpiriesInARow,
      });
      if (kind === 'accepted' && purchase.notify) await tellNumberArrived(tx, purchase.id, now);
      return kind;
    });
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'reservations_upstream_order_once') return 'order_owned';
    throw error;
  }
}

async function tellNumberArrived(tx: Pick<App['db'], 'outbox' | 'dueReservations'>, id: bigint, at: Date) {
  const userId = await tx.dueReservations.getUserId(id);
  const payload = { reservationId: id.toString() };
  await tx.outbox.put({ key: `numbered:${id}`, lane: 0, userId, kind: 'number_arrived', payload, at });
}

/** The route did not sell: on to the next one, or release. `also` is done in the same transaction. */
export async function nextRoute(
  app: App,
  purchase: Purchase,
  routeId: number,
  reason: EndReason,
  also?: (db: Pick<App['db'], 'accountOrders'>) => Promise<void>,
): Promise<Recorded> {
  const advance = (db: Pick<App['db'], 'reservations'>) =>
    db.reservations.advanceRoute({
      id: purchase.id,
      routeId,
      reason,
      now: app.clock.now(),
      start: randomStart(),
      askTimeoutMs: ASK_TIMEOUT_MS,
      notify: purchase.notify,
    });
  const row = also
    ? await app.db.transact(async (tx) => {
        const advanced = await advance(tx);
        await also(tx);
        return advanced;
      })
    : await advance(app.db);
  if (row.kind === 'not_asking') await app.db.reconciliation.forgetUnclear(purchase.id, routeId);
  if (purchase.notify && row.kind !== 'next_route') app.wake('outbox');
  return row.kind === 'next_route' ? { status: row.status, next: row } : { status: row.status };
}
