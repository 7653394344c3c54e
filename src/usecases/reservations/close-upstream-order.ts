import type { App } from '../../app';
import type { Closure } from '../../database/queues/closures';
import { addMs } from '../../domain/time';
import type { CloseReply, ProviderFault, SmsProvider } from '../../ports/sms-provider';
import { readOrder } from '../messages/read-order';

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 300_000;
const MOST_ATTEMPTS = 30;

export type CloseOutcome = { readonly kind: 'told' | 'had_code' | 'not_needed' | 'later' | 'given_up' };

/** Tells a supplier that an order is over. A code that turns out to be there is fed to the reservation as a late one. */
export async function closeUpstreamOrder(app: App, closure: Closure): Promise<CloseOutcome> {
  const provider = await app.providers.get(closure.providerId);
  const call = provider && callFor(provider, closure);
  if (!call) return done(app, closure, 'not_needed', 'UNSUPPORTED');
  const reply = await call().catch((err: unknown): ProviderFault => {
    app.log.error({ err, provider: closure.providerId }, 'closing an order broke off');
    return { kind: 'fault', fault: 'unavailable', detail: 'the adapter threw' };
  });
  switch (reply.kind) {
    case 'done':
      return done(app, closure, 'told', 'DONE');
    case 'too_early':
      return postpone(app, closure, reply.retryAfterMs, 'TOO_EARLY');
    case 'has_code': {
      const reading = await readOrder(app, provider, closure.orderId);
      if (reading.kind === 'unclear') return postpone(app, closure, FIRST_RETRY_MS, 'HAS_CODE');
      return done(app, closure, 'had_code', 'HAS_CODE');
    }
    case 'fault':
      return afterFault(app, closure, provider, reply);
  }
}

async function afterFault(
  app: App,
  closure: Closure,
  provider: SmsProvider,
  fault: ProviderFault,
): Promise<CloseOutcome> {
  switch (fault.fault) {
    case 'gone':
    case 'unsupported':
      return done(app, closure, 'not_needed', fault.fault.toUpperCase());
    case 'wrong_state': {
      // Ended already, or it holds a code that nobody saw.
      const reading = await readOrder(app, provider, closure.orderId);
      if (reading.kind === 'waiting' || reading.kind === 'unclear') return retry(app, closure, fault);
      return done(app, closure, reading.kind === 'received' ? 'had_code' : 'not_needed', 'WRONG_STATE');
    }
    default:
      return retry(app, closure, fault);
  }
}

function callFor(provider: SmsProvider, closure: Closure): (() => Promise<CloseReply | ProviderFault>) | undefined {
  const action = closure.action === 'CANCEL' ? 'cancel' : closure.action === 'FINISH' ? 'finish' : 'ban';
  const call = provider[action];
  return call && (() => call.call(provider, closure.orderId));
}

async function retry(app: App, closure: Closure, fault: ProviderFault): Promise<CloseOutcome> {
  if (closure.attempts >= MOST_ATTEMPTS) {
    app.log.warn(
      { provider: closure.providerId, fault: fault.fault },
      'a supplier could not be told that an order is over',
    );
    return done(app, closure, 'given_up', `GIVEN_UP_${fault.fault.toUpperCase()}`);
  }
  const waitMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(10, closure.attempts - 1));
  return postpone(app, closure, Math.max(waitMs, fault.retryAfterMs ?? 0), fault.fault.toUpperCase());
}

async function postpone(app: App, closure: Closure, afterMs: number, outcome: string): Promise<CloseOutcome> {
  await app.db.closures.postpone(closure.id, addMs(app.clock.now(), Math.max(1_000, afterMs)), outcome);
  return { kind: 'later' };
}

async function done(app: App, closure: Closure, kind: CloseOutcome['kind'], outcome: string): Promise<CloseOutcome> {
  await app.db.closures.markDone(closure.id, outcome, app.clock.now());
  return { kind };
}
