import type { App } from '../../app';
import type { PendingCancel } from '../../database/queues/due-reservations';
import { addMs } from '../../domain/time';
import type { CloseReply, ProviderFault, SmsProvider } from '../../ports/sms-provider';
import { type OrderReading, readOrder } from '../messages/read-order';
import { CANCEL_AGAIN_MS, WORK_LEASE_MS } from './timing';

export type FinishCancelOutcome =
  | { readonly kind: 'canceled' }
  | { readonly kind: 'completed' }
  | { readonly kind: 'already_ended' }
  | { readonly kind: 'pending'; readonly dueAt: Date }
  /** Not pending, not due, or another process is at it. */
  | { readonly kind: 'not_due' };

/** Asks the supplier to take a number back, and releases the price when it did. The network is outside any transaction. */
export async function finishCancel(
  app: App,
  { id, notify = true }: { id: bigint; notify?: boolean },
): Promise<FinishCancelOutcome> {
  const now = app.clock.now();
  const pending = await app.db.dueReservations.takeCancel(id, now, addMs(now, WORK_LEASE_MS));
  if (!pending) return { kind: 'not_due' };
  const provider = await app.providers.get(pending.providerId);
  // A supplier that knows no cancel has nothing to grant.
  if (!provider?.cancel || pending.orderId === null) return release(app, pending, notify);
  const reply = await cancelUpstream(app, provider, pending.orderId);
  if (reply.kind === 'done') return release(app, pending, notify);
  if (reply.kind === 'too_early') return again(app, id, reply.retryAfterMs);
  if (reply.kind === 'fault' && (reply.fault === 'gone' || reply.fault === 'unsupported')) {
    return release(app, pending, notify);
  }
  if (reply.kind === 'has_code' || reply.fault === 'wrong_state') {
    return settle(app, pending, await readOrder(app, provider, pending.orderId), notify);
  }
  return again(app, id, reply.retryAfterMs ?? CANCEL_AGAIN_MS);
}

async function cancelUpstream(app: App, provider: SmsProvider, orderId: string): Promise<CloseReply | ProviderFault> {
  try {
    return await provider.cancel!(orderId);
  } catch (err) {
    app.log.error({ err, provider: provider.id }, 'a cancel broke off');
    return { kind: 'fault', fault: 'unknown_outcome', detail: 'the adapter threw' };
  }
}

async function settle(
  app: App,
  pending: PendingCancel,
  reading: OrderReading,
  notify: boolean,
): Promise<FinishCancelOutcome> {
  if (reading.kind === 'received' && reading.applied.completed > 0) return { kind: 'completed' };
  if (reading.kind === 'ended' || reading.kind === 'gone') return release(app, pending, notify);
  return again(app, pending.id, CANCEL_AGAIN_MS);
}

async function release(app: App, pending: PendingCancel, notify: boolean): Promise<FinishCancelOutcome> {
  const { maxExpiriesInARow } = await app.settings();
  const ended = await app.db.reservations.end({
    id: pending.id,
    to: 'CANCELED',
    reason: 'BUYER_CANCELED',
    now: app.clock.now(),
    actor: { type: 'USER', id: pending.userId.toString() },
    maxExpiries: maxExpiriesInARow,
    tellUpstream: false,
    notify,
  });
  if (ended.kind === 'ended') {
    if (notify) app.wake('outbox');
    return { kind: 'canceled' };
  }
  return { kind: ended.status === 'COMPLETED' ? 'completed' : 'already_ended' };
}

async function again(app: App, id: bigint, afterMs: number): Promise<FinishCancelOutcome> {
  const dueAt = addMs(app.clock.now(), Math.max(1_000, afterMs));
  await app.db.dueReservations.cancelAgainAt(id, dueAt);
  return { kind: 'pending', dueAt };
}
