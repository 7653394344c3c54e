import type { App } from '../../app';
import type { ClaimedDelivery } from '../../database/stores/events';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time';
import type { SentEvent } from '../../ports/event-sender';
import { raiseAlert } from '../alerts/raise-alert';
import { describeOrderEvents } from '../resale/order-event';
import { signEvent } from './sign-event';

export interface DeliveryPace {
  /** Waits before the second attempt, the third ... */
  readonly waitsMs: readonly number[];
  readonly timeoutMs: number;
  /** So long nobody else tries what was claimed: all that is claimed at once has ended by then. */
  readonly leaseMs: number;
  readonly atOnce: number;
  readonly limit: number;
  readonly mostOfOne: number;
}

const minutes = (count: number) => count * MINUTE_MS;
const hours = (count: number) => count * HOUR_MS;

/** Whose programs are told, and how patiently. */
export const DELIVERY_PACES = {
  /** About 24 hours in all. */
  operators: {
    waitsMs: [5_000, 30_000, ...[2, 10, 30].map(minutes), ...[1, 2, 4, 8, 8].map(hours)],
    timeoutMs: 10_000,
    leaseMs: 30_000,
    atOnce: 8,
    limit: 40,
    mostOfOne: 40,
  },
  /** A code is worth something for minutes: soon and often first, as the trade does. Strangers' servers get less time. */
  buyers: {
    waitsMs: [...Array.from({ length: 7 }, () => 20_000), ...[1, 5, 30].map(minutes), ...[2, 6].map(hours)],
    timeoutMs: 4_000,
    leaseMs: 15_000,
    atOnce: 32,
    limit: 96,
    mostOfOne: 12,
  },
} as const satisfies Record<string, DeliveryPace>;

/** An endpoint that has failed for so long is turned off. */
const PATIENCE_MS = 3 * DAY_MS;

export type DeliverOutcome = { readonly kind: 'delivered' | 'waits' | 'given_up' | 'gone' | 'no_sender' };

/**
 * What is due of operators' or of buyers' webhooks, claimed by this worker; each is one attempt. See `DELIVERY_PACES`.
 */
export function claimDeliveries(app: App, whose: keyof typeof DELIVERY_PACES, now: Date): Promise<ClaimedDelivery[]> {
  const { leaseMs, limit, mostOfOne } = DELIVERY_PACES[whose];
  return app.db.events.claim({ whose, now, leasedUntil: addMs(now, leaseMs), limit, mostOfOne });
}

/** One attempt. Any 2xx is success; 410 (gone) turns the endpoint off at once. */
export async function deliverEvent(app: App, delivery: ClaimedDelivery): Promise<DeliverOutcome> {
  const { events } = app;
  if (!events) return { kind: 'no_sender' };
  const now = app.clock.now();
  const { id, eventId, type, data, at, url, buyerId } = delivery;
  const told =
    buyerId === null
      ? { type, timestamp: at.toISOString(), data }
      : (await describeOrderEvents(app, [eventId])).get(eventId);
  // Its buyer was erased since it was claimed.
  if (!told) return { kind: 'gone' };
  const body = JSON.stringify(told);
  const sealed = [delivery.secretSealed, ...(delivery.oldSecretSealed ? [delivery.oldSecretSealed] : [])];
  const headers = signEvent({
    id: `evt_${eventId}`,
    body,
    at: now,
    secrets: sealed.map((one) => events.openSecret(one)),
  });
  const monotonicMs = () => app.clock.monotonicMs?.() ?? app.clock.now().getTime();
  const beganMs = monotonicMs();
  const { timeoutMs } = paceOf(delivery);
  const sent = await events.send({ url, headers, body, timeoutMs });
  const tookMs = Math.round(monotonicMs() - beganMs);
  const status = sent.kind === 'answered' ? sent.status : null;
  if (status !== null && status >= 200 && status < 300) {
    await app.db.events.note({ id, tryId: delivery.tryId, tookMs, state: 'DELIVERED', status, problem: null, now });
    await app.db.events.noteSuccess(delivery);
    return { kind: 'delivered' };
  }
  return noteFailure(app, delivery, { sent, tookMs, now });
}

const paceOf = ({ buyerId }: ClaimedDelivery): DeliveryPace =>
  DELIVERY_PACES[buyerId === null ? 'operators' : 'buyers'];

async function noteFailure(
  app: App,
  delivery: ClaimedDelivery,
  { sent, tookMs, now }: { sent: SentEvent; tookMs: number; now: Date },
): Promise<DeliverOutcome> {
  const { id, tryId, attempts, endpointId, url, isOwnAddress, buyerId } = delivery;
  const status = sent.kind === 'answered' ? sent.status : null;
  const problem = sent.kind === 'answered' ? `answered ${sent.status}` : sent.detail;
  const waitMs = paceOf(delivery).waitsMs[attempts - 1];
  const isOver = waitMs === undefined;
  const dueAt = isOver ? {} : { dueAt: addMs(now, waitMs) };
  await app.db.events.note({ id, tryId, tookMs, state: isOver ? 'FAILED' : 'WAITING', status, problem, ...dueAt, now });
  await app.db.events.noteTrouble(delivery, now);
  const before = status === 410 ? now : addMs(now, -PATIENCE_MS);
  const isOff = isOwnAddress && (await app.db.events.noteFailure({ endpointId, detail: problem, now, before }));
  // A buyer sees it where they see their webhook; it is no trouble of the shop's.
  if (isOff && buyerId === null) {
    const facts = { url: new URL(url).host, problem };
    await raiseAlert(app, {
      key: `event_endpoint_off:${endpointId}`,
      kind: 'event_endpoint_off',
      facts,
      everyS: 3_600,
    });
  }
  return { kind: isOver ? 'given_up' : 'waits' };
}
