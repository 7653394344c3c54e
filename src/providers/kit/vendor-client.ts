import type { HttpClient, HttpRequest } from '../../platform/http-client';
import type { Clock } from '../../ports/clock';
import type { ProviderFault } from '../../ports/sms-provider';
import type { RateLimiter } from '../rate-limit/rate-limiter';
import { providerFault, type Unclear, type VendorReply } from './reply';

interface VendorQuestion extends HttpRequest {
  /** What the call is called in faults. */
  readonly name: string;
  /** The class of a lost answer; `unavailable` when left out, which is right for a call that only reads. */
  readonly whenLost?: Unclear;
}

export type Answered = { readonly kind: 'answered' } & VendorReply;
/** What an answer means to one protocol. */
export type Reader<Reply> = (reply: VendorReply) => Reply | ProviderFault;

/** One call of an adapter: what every protocol shares is settled here, the rest is for the adapter's readers. */
export interface VendorClient {
  ask(question: VendorQuestion): Promise<Answered | ProviderFault>;
  /** Asks and reads. A refusal by rate, however it was worded, silences the whole key. */
  read<Reply extends { readonly kind: string }>(
    question: VendorQuestion,
    reader: Reader<Reply>,
  ): Promise<Reply | ProviderFault>;
}

export function createVendorClient(transport: VendorTransport, clock: Clock): VendorClient {
  async function ask({ name, whenLost = 'unavailable', ...request }: VendorQuestion) {
    const answer = await transport.send(request);
    if (answer.kind === 'not_sent') return answer.fault;
    if (answer.kind === 'lost') return providerFault(whenLost, `${name}: ${answer.detail}`);
    if (answer.status !== 429) return answer;
    const wait = transport.backOff(retryAfterMs(answer.headers, clock.now().getTime()));
    return providerFault('rate_limited', `${name}: HTTP 429`, wait);
  }
  return {
    ask,
    async read(question, reader) {
      const answer = await ask(question);
      if (answer.kind === 'fault') return answer;
      const reply = reader(answer);
      if (!isFault(reply) || reply.fault !== 'rate_limited' || reply.retryAfterMs !== undefined) return reply;
      return { ...reply, retryAfterMs: transport.backOff() };
    },
  };
}

const isFault = (reply: { readonly kind: string }): reply is ProviderFault => reply.kind === 'fault';

type WireAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** It certainly did not reach the provider. */
  | { readonly kind: 'not_sent'; readonly fault: ProviderFault }
  /** It may have reached the provider, and no whole answer came back. */
  | { readonly kind: 'lost'; readonly detail: string };

/** The only way from an adapter to its provider: each call waits for a token of the key, and none is repeated. */
export interface VendorTransport {
  send(request: HttpRequest): Promise<WireAnswer>;
  /** The provider refused by rate: quiet for the whole key. Answers the wait in ms. */
  backOff(retryAfterMs?: number): number;
}

export function createVendorTransport(http: HttpClient, limiter: RateLimiter, timeoutMs: number): VendorTransport {
  return {
    backOff: (retryAfterMs) => limiter.backOff(retryAfterMs),
    async send(request) {
      const token = await limiter.take(timeoutMs);
      if (token.kind === 'held_back') {
        const fault = providerFault('rate_limited', 'our own request budget', token.retryAfterMs);
        return { kind: 'not_sent', fault };
      }
      const answer = await http.send({ ...request, timeoutMs });
      if (answer.kind === 'answered') {
        if (answer.status !== 429) limiter.reset();
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
