import type { Logger } from '../platform/logger';
import type { Clock } from '../ports/clock';
import type { ProviderFault, SmsProvider } from '../ports/sms-provider';
import type { BreakerOutcome, CircuitBreaker } from './circuit-breaker';
import { providerFault } from './kit/reply';

/** One finished call, for metrics. `outcome` is the reply's kind, or the fault's class. */
export interface ProviderCall {
  readonly provider: string;
  readonly method: string;
  readonly outcome: string;
  readonly ms: number;
}

interface GuardParts {
  /** Fed by purchases alone: answered polls say nothing about whether purchases work. */
  readonly purchases: CircuitBreaker;
  /** Fed by everything else: does the provider answer at all? */
  readonly reach: CircuitBreaker;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onCall?: (call: ProviderCall) => void;
  /** Blots the key out of a provider's words; some quote the request they refuse. */
  readonly hideKey: (text: string) => string;
}

type Method =
  | 'acquire'
  | 'orderState'
  | 'listActive'
  | 'cancel'
  | 'finish'
  | 'ban'
  | 'resend'
  | 'prices'
  | 'catalogue'
  | 'balance'
  | 'pullInbox'
  | 'testLink';
const METHODS: readonly Method[] = [
  'acquire',
  'orderState',
  'listActive',
  'cancel',
  'finish',
  'ban',
  'resend',
  'prices',
  'catalogue',
  'balance',
  'pullInbox',
  'testLink',
];
/** After one of these nobody can say that nothing was done, whatever went wrong inside. */
const CHANGING: ReadonlySet<Method> = new Set(['acquire', 'cancel', 'finish', 'ban', 'resend']);

/**
 * Puts the breakers, metrics and a last catch around a provider. While a breaker is open purchases are refused as
 * `unavailable`, so that routing goes on; open orders are still read and closed.
 */
export function guardProvider(inner: SmsProvider, parts: GuardParts): SmsProvider {
  const guarded: Record<string, unknown> = {
    ...{ id: inner.id, name: inner.name, capabilities: inner.capabilities, lifetimeMs: inner.lifetimeMs },
  };
  for (const method of METHODS) {
    const run = inner[method] as ((...args: unknown[]) => Promise<Reply>) | undefined;
    if (run)
      guarded[method] = (...args: unknown[]) => observed(inner.name, method, parts, () => run.apply(inner, args));
  }
  // Judging a delivery asks nobody, so there is nothing to measure or to break.
  if (inner.readWebhook) guarded.readWebhook = inner.readWebhook.bind(inner);
  if (inner.webhookReply) guarded.webhookReply = inner.webhookReply.bind(inner);
  // A link counts its own failures, and tries again by itself.
  if (inner.openLink) guarded.openLink = inner.openLink.bind(inner);
  return guarded as unknown as SmsProvider;
}

type Reply = { readonly kind: string } | ProviderFault;

async function observed(
  provider: string,
  method: Method,
  parts: GuardParts,
  run: () => Promise<Reply>,
): Promise<Reply> {
  const now = () => parts.clock.monotonicMs();
  const startedAt = now();
  const caught = () => run().catch((err: unknown) => failed(provider, method, err, parts.log));
  const reply = method === 'acquire' ? await throughBreakers(parts, caught) : await caught();
  if (method !== 'acquire') parts.reach.record(outcomeOf(reply));
  parts.onCall?.({ provider, method, outcome: isFault(reply) ? reply.fault : reply.kind, ms: now() - startedAt });
  return isFault(reply) ? { ...reply, detail: parts.hideKey(reply.detail) } : reply;
}

async function throughBreakers({ purchases, reach }: GuardParts, run: () => Promise<Reply>): Promise<Reply> {
  const byReach = reach.admit();
  if (byReach.kind === 'refused')
    return providerFault('unavailable', 'paused: the supplier does not answer', byReach.retryAfterMs);
  const byPurchases = purchases.admit();
  if (byPurchases.kind === 'refused') {
    byReach.settle('neither');
    return providerFault('unavailable', 'paused: purchases keep failing', byPurchases.retryAfterMs);
  }
  const reply = await run();
  byReach.settle(outcomeOf(reply));
  byPurchases.settle(outcomeOf(reply));
  return reply;
}

const isFault = (reply: Reply): reply is ProviderFault => reply.kind === 'fault';

/** A refusal in words is a good answer: the provider lives. A refusal by rate or for now says nothing either way. */
function outcomeOf(reply: Reply): BreakerOutcome {
  if (!isFault(reply)) return 'good';
  if (reply.fault === 'rate_limited' || reply.said !== undefined) return 'neither';
  return reply.fault === 'unavailable' || reply.fault === 'unknown_outcome' ? 'bad' : 'good';
}

/** An adapter that throws has a bug; its caller still needs an answer that is safe to act on. */
function failed(provider: string, method: Method, err: unknown, log: Logger): ProviderFault {
  log.error({ err, provider, method }, 'a provider adapter threw');
  return providerFault(CHANGING.has(method) ? 'unknown_outcome' : 'unavailable', 'the adapter failed');
}
