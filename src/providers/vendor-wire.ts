import type { HttpClient, HttpRequest } from '../platform/http-client';
import type { ProviderFault } from '../ports/sms-provider';
import { providerFault } from './provider-fault';
import type { RequestBudget } from './request-budget';

export type WireAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** It certainly did not reach the supplier. */
  | { readonly kind: 'not_sent'; readonly fault: ProviderFault }
  /** It may have reached the supplier, and no whole answer came back. */
  | { readonly kind: 'lost'; readonly detail: string };

/** The only door from an adapter to its supplier: each call waits for its turn in the key's budget, and none is repeated. */
export interface VendorWire {
  send(request: HttpRequest): Promise<WireAnswer>;
  /** The supplier refused by rate: quiet for the whole key. Answers the wait in ms. */
  backOff(retryAfterMs?: number): number;
}

export function createVendorWire(http: HttpClient, budget: RequestBudget, timeoutMs: number): VendorWire {
  return {
    backOff: (retryAfterMs) => budget.backOff(retryAfterMs),
    async send(request) {
      const turn = await budget.take(timeoutMs);
      if (turn.kind === 'held_back') {
        const fault = providerFault('rate_limited', 'our own request budget', turn.retryAfterMs);
        return { kind: 'not_sent', fault };
      }
      const answer = await http.send({ ...request, timeoutMs });
      if (answer.kind === 'answered') {
        if (answer.status !== 429) budget.calm();
        return answer;
      }
      const detail = answer.kind === 'timed_out' ? 'timed out' : answer.reason;
      if (answer.sent) return { kind: 'lost', detail };
      return { kind: 'not_sent', fault: providerFault('unavailable', `not reached: ${detail}`) };
    },
  };
}

/** `Retry-After` in milliseconds: seconds or an HTTP date. `now` in milliseconds since the epoch. */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const value = headers['retry-after']?.trim();
  if (!value) return undefined;
  if (/^\d{1,6}$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
