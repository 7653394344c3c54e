import type { App } from '../../app';
import type { ClaimedDelivery } from '../../database/stores/events';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time';
import type { SentEvent } from '../../ports/event-sender';
import { raiseAlert } from '../alerts/raise-alert';
import { signEvent } from './sign-event';

/** Waits before the second attempt, the third ...; about 24 hours in all. */
const WAITS_MS = [
  5_000,
  30_000,
  ...[2, 10, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 4, 8, 8].map((hours) => hours * HOUR_MS),
];
const TIMEOUT_MS = 10_000;
export const EVENT_LEASE_MS = 30_000;
/** An endpoint that has failed for so long is turned off. */
const PATIENCE_MS = 3 * DAY_MS;

export type DeliverOutcome = { readonly kind: 'delivered' | 'waits' | 'given_up' | 'no_sender' };

/** One attempt. Any 2xx is success; 410 (gone) turns the endpoint off at once. */
export async function deliverEvent(app: App, delivery: ClaimedDelivery): Promise<DeliverOutcome> {
  const { events } = app;
  if (!events) return { kind: 'no_sender' };
  const now = app.clock.now();
  const { id, eventId, type, data, at, url } = delivery;
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
  const sealed = [delivery.secretSealed, ...(delivery.oldSecretSealed ? [delivery.oldSecretSealed] : [])];
  const headers = signEvent({
    id: `evt_${eventId}`,
    body,
    at: now,
    secrets: sealed.map((one) => events.openSecret(one)),
  });
  const monotonicMs = () => app.clock.monotonicMs?.() ?? app.clock.now().getTime();
  const beganMs = monotonicMs();
  const sent = await events.send({ url, headers, body, timeoutMs: TIMEOUT_MS });
  const tookMs = Math.round(monotonicMs() - beganMs);
  const status = sent.kind === 'answered' ? sent.status : null;
  if (status !== null && status >= 200 && status < 300) {
    await app.db.events.note({ id, tryId: delivery.tryId, tookMs, state: 'DELIVERED', status, problem: null, now });
    await app.db.events.noteSuccess(delivery.endpointId);
    return { kind: 'delivered' };
  }
  return noteFailure(app, delivery, { sent, tookMs, now });
}

async function noteFailure(
  app: App,
  delivery: ClaimedDelivery,
  { sent, tookMs, now }: { sent: SentEvent; tookMs: number; now: Date },
): Promise<DeliverOutcome> {
  const { id, tryId, attempts, endpointId, url } = delivery;
  const status = sent.kind === 'answered' ? sent.status : null;
  const problem = sent.kind === 'answered' ? `answered ${sent.status}` : sent.detail;
  const waitMs = WAITS_MS[attempts - 1];
  const isOver = waitMs === undefined;
  const dueAt = isOver ? {} : { dueAt: addMs(now, waitMs) };
  await app.db.events.note({ id, tryId, tookMs, state: isOver ? 'FAILED' : 'WAITING', status, problem, ...dueAt, now });
  const before = status === 410 ? now : addMs(now, -PATIENCE_MS);
  if (await app.db.events.noteFailure({ endpointId, detail: problem, now, before })) {
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
