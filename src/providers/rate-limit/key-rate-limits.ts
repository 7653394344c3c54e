import { createHash } from 'node:crypto';
import type { Logger } from '../../platform/logger';
import type { Clock } from '../../ports/clock';
import type { ProviderSettings } from '../../ports/sms-provider';
import { createLeasedTokens, type TokenStore } from './leased-tokens';
import { createRateLimiter, createSharedRateLimiter, type RateLimiter, type RateLimits } from './rate-limiter';

/** Counts the calls of a key for all processes together; `fingerprint` hides the key from whoever reads the store. */
export interface SharedTokens {
  readonly store: TokenStore;
  readonly fingerprint: (text: string) => Buffer;
}

export interface KeyRateLimits {
  /** The budget of whatever key the row has at the moment of each call, shared by all rows that have it. */
  of(settings: ProviderSettings): RateLimiter;
}

interface Shared {
  readonly limiter: RateLimiter;
  /** By row. The strictest hold. */
  readonly limits: Map<number, RateLimits>;
}

/** One budget for each host and key, however many rows use it. A row without a key has one of its own. */
export function createKeyRateLimits(o: { clock: Clock; log: Logger; tokens?: SharedTokens }): KeyRateLimits {
  const fingerprint = o.tokens?.fingerprint ?? ((text: string) => createHash('sha256').update(text).digest());
  const byKey = new Map<string, Shared>();
  const keyOfRow = new Map<number, string>();

  function make(print: Buffer): Shared {
    const limits = new Map<number, RateLimits>();
    const strictest = (name: keyof RateLimits) => Math.min(...[...limits.values()].map((one) => one[name]));
    const all: RateLimits = {
      get perSecond() {
        return strictest('perSecond');
      },
      get burst() {
        return strictest('burst');
      },
    };
    const now = () => o.clock.monotonicMs();
    const tokens =
      o.tokens && createLeasedTokens({ store: o.tokens.store, fingerprint: print, limits: all, now, log: o.log });
    return { limits, limiter: tokens ? createSharedRateLimiter(tokens, o.clock) : createRateLimiter(all, o.clock) };
  }

  function limiterNow(settings: ProviderSettings): RateLimiter {
    const print = fingerprint(identityOf(settings));
    const name = print.toString('base64');
    const before = keyOfRow.get(settings.id);
    if (before !== undefined && before !== name) byKey.get(before)?.limits.delete(settings.id);
    keyOfRow.set(settings.id, name);
    const shared = byKey.get(name) ?? make(print);
    byKey.set(name, shared);
    shared.limits.set(settings.id, { perSecond: settings.budgetPerSecond, burst: settings.budgetBurst });
    return shared.limiter;
  }

  return {
    of: (settings) => ({
      take: async (patienceMs) => limiterNow(settings).take(patienceMs),
      backOff: (retryAfterMs) => limiterNow(settings).backOff(retryAfterMs),
      reset: () => limiterNow(settings).reset(),
    }),
  };
}

/** A provider may be spoken to at several addresses of one host with one key. */
function identityOf({ id, baseUrl, apiKey }: ProviderSettings): string {
  const key = apiKey();
  if (key === '') return `row ${id}`;
  return `${URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl}\n${key}`;
}
