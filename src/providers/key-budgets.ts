import { createHash } from 'node:crypto';
import type { Logger } from '../platform/logger';
import type { Clock } from '../ports/clock';
import type { ProviderSettings } from '../ports/sms-provider';
import { createLeasedTurns, type TurnStore } from './leased-turns';
import {
  createRequestBudget,
  createSharedBudget,
  type RequestBudget,
  type RequestBudgetLimits,
} from './request-budget';

/** Counts the calls of a key for all processes together; `fingerprint` hides the key from whoever reads the store. */
export interface SharedTurns {
  readonly store: TurnStore;
  readonly fingerprint: (text: string) => Buffer;
}

export interface KeyBudgets {
  /** The budget of whatever key the row has at the moment of each call, shared by all rows that have it. */
  of(settings: ProviderSettings): RequestBudget;
}

interface Shared {
  readonly budget: RequestBudget;
  /** By row. The strictest hold. */
  readonly limits: Map<number, RequestBudgetLimits>;
}

/** One budget for each host and key, however many rows use it. A row without a key has one of its own. */
export function createKeyBudgets(o: { clock: Clock; log: Logger; turns?: SharedTurns }): KeyBudgets {
  const fingerprint = o.turns?.fingerprint ?? ((text: string) => createHash('sha256').update(text).digest());
  const budgets = new Map<string, Shared>();
  const keyOfRow = new Map<number, string>();

  function make(print: Buffer): Shared {
    const limits = new Map<number, RequestBudgetLimits>();
    const strictest = (name: keyof RequestBudgetLimits) => Math.min(...[...limits.values()].map((one) => one[name]));
    const all: RequestBudgetLimits = {
      get perSecond() {
        return strictest('perSecond');
      },
      get burst() {
        return strictest('burst');
      },
    };
    const now = () => o.clock.monotonicMs?.() ?? o.clock.now().getTime();
    const turns =
      o.turns && createLeasedTurns({ store: o.turns.store, fingerprint: print, limits: all, now, log: o.log });
    return { limits, budget: turns ? createSharedBudget(turns, o.clock) : createRequestBudget(all, o.clock) };
  }

  function budgetNow(settings: ProviderSettings): RequestBudget {
    const print = fingerprint(identityOf(settings));
    const name = print.toString('base64');
    const before = keyOfRow.get(settings.id);
    if (before !== undefined && before !== name) budgets.get(before)?.limits.delete(settings.id);
    keyOfRow.set(settings.id, name);
    const shared = budgets.get(name) ?? make(print);
    budgets.set(name, shared);
    shared.limits.set(settings.id, { perSecond: settings.budgetPerSecond, burst: settings.budgetBurst });
    return shared.budget;
  }

  return {
    of: (settings) => ({
      take: async (patienceMs) => budgetNow(settings).take(patienceMs),
      backOff: (retryAfterMs) => budgetNow(settings).backOff(retryAfterMs),
      calm: () => budgetNow(settings).calm(),
    }),
  };
}

/** A supplier may be spoken to at several addresses of one host with one key. */
function identityOf({ id, baseUrl, apiKey }: ProviderSettings): string {
  const key = apiKey();
  if (key === '') return `row ${id}`;
  return `${URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl}\n${key}`;
}
