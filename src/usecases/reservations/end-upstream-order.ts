import type { App } from '../../app';
import type { DueOrderEnd } from '../../database/queues/upstream-order-ends';
import { addMs } from '../../domain/time';
import type { CloseReply, ProviderFault, SmsProvider } from '../../ports/sms-provider';
import { readOrder } from '../messages/read-order';

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 300_000;
const MOST_ATTEMPTS = 30;

export type CloseOutcome = { readonly kind: 'told' | 'had_code' | 'not_needed' | 'later' | 'given_up' };

/** Tells a supplier that an order is over. A code that turns out to be there is fed to the reservation as a late one. */
export async function endUpstreamOrder(app: App, orderEnd: DueOrderEnd): Promise<CloseOutcome> {
  const provider = await app.providers.get(orderEnd.providerId);
  const call = provider && callFor(provider, orderEnd);
  if (!call) return done(app, orderEnd, 'not_needed', 'UNSUPPORTED');
  const reply = await call().catch((err: unknown): ProviderFault => {
    app.log.error({ err, provider: orderEnd.providerId }, 'closing an order broke off');
    return { kind: 'fault', fault: 'unavailable', detail: 'the adapter threw' };
  });
  switch (reply.kind) {
    case 'done':
      return done(app, orderEnd, 'told', 'DONE');
    case 'too_early':
      return postpone(app, orderEnd, reply.retryAfterMs, 'TOO_EARLY');
    case 'has_code': {
      const reading = await readOrder(app, provider, orderEnd.orderId);
      if (reading.kind === 'unclear') return postpone(app, orderEnd, FIRST_RETRY_MS, 'HAS_CODE');
      return done(app, orderEnd, 'had_code', 'HAS_CODE');
    }
    case 'fault':
      return afterFault(app, orderEnd, provider, reply);
  }
}

async function afterFault(
  app: App,
  orderEnd: DueOrderEnd,
  provider: SmsProvider,
  fault: ProviderFault,
): Promise<CloseOutcome> {
  switch (fault.fault) {
    case 'gone':
    case 'unsupported':
      return done(app, orderEnd, 'not_needed', fault.fault.toUpperCase());
    case 'wrong_state': {
      // Ended already, or it holds a code that nobody saw.
      const reading = await readOrder(app, provider, orderEnd.orderId);
      if (reading.kind === 'waiting' || reading.kind === 'unclear') return retry(app, orderEnd, fault);
      return done(app, orderEnd, reading.kind === 'received' ? 'had_code' : 'not_needed', 'WRONG_STATE');
    }
    default:
      return retry(app, orderEnd, fault);
  }
}

function callFor(
  provider: SmsProvider,
  orderEnd: DueOrderEnd,
): (() => Promise<CloseReply | ProviderFault>) | undefined {
  const action = orderEnd.action === 'CANCEL' ? 'cancel' : orderEnd.action === 'FINISH' ? 'finish' : 'ban';
  const call = provider[action];
  return call && (() => call.call(provider, orderEnd.orderId));
}

async function retry(app: App, orderEnd: DueOrderEnd, fault: ProviderFault): Promise<CloseOutcome> {
  if (orderEnd.attempts >= MOST_ATTEMPTS) {
    app.log.warn(
      { provider: orderEnd.providerId, fault: fault.fault },
      'a supplier could not be told that an order is over',
    );
    return done(app, orderEnd, 'given_up', `GIVEN_UP_${fault.fault.toUpperCase()}`);
  }
  const waitMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(10, orderEnd.attempts - 1));
  return postpone(app, orderEnd, Math.max(waitMs, fault.retryAfterMs ?? 0), fault.fault.toUpperCase());
}

async function postpone(app: App, orderEnd: DueOrderEnd, afterMs: number, outcome: string): Promise<CloseOutcome> {
  await app.db.upstreamOrderEnds.postpone(orderEnd.id, addMs(app.clock.now(), Math.max(1_000, afterMs)), outcome);
  return { kind: 'later' };
}

async function done(
  app: App,
  orderEnd: DueOrderEnd,
  kind: CloseOutcome['kind'],
  outcome: string,
): Promise<CloseOutcome> {
  await app.db.upstreamOrderEnds.markDone(orderEnd.id, outcome, app.clock.now());
  return { kind };
}
