import type { Clock } from '../../ports/clock';
import type { HttpClient, HttpRequest } from '../http-client';
import type { Unclear, VendorReply } from './reply';

/** What may go wrong on the way to any vendor and back; the ports' own faults hold these and more. */
export interface WireFault {
  readonly kind: 'fault';
  readonly fault: 'rate_limited' | Unclear;
  readonly detail: string;
  readonly retryAfterMs?: number;
}

/** How many calls a key may make, as far as a transport asks. */
export interface CallPace {
  /** Waits for a turn. Answers `held_back` at once, and takes none, when the wait would exceed `patienceMs`. */
  take(
    patienceMs: number,
  ): Promise<{ readonly kind: 'go' } | { readonly kind: 'held_back'; readonly retryAfterMs: number }>;
  /** The vendor asked for quiet: nothing goes out for that long, or for a time of our own. Answers the wait in ms. */
  backOff(retryAfterMs?: number): number;
  /** A good answer came. */
  reset(): void;
}

interface VendorQuestion extends HttpRequest {
  /** What the call is called in faults. */
  readonly name: string;
  /** The class of a lost answer; `unavailable` when left out, which is right for a call that only reads. */
  readonly whenLost?: Unclear;
}

export type Answered = { readonly kind: 'answered' } & VendorReply;
/** One call of an adapter: what every protocol shares is settled here, the rest is for the adapter's readers. */
export interface VendorClient {
  ask(question: VendorQuestion): Promise<Answered | WireFault>;
  /** Asks and reads. A refusal by rate, however it was worded, silences the whole key. */
  read<Reply extends { readonly kind: string }>(
    question: VendorQuestion,
    reader: (reply: VendorReply) => Reply,
  ): Promise<Reply | WireFault>;
}

export function createVendorClient(transport: VendorTransport, clock: Clock): VendorClient {
  async function ask({ name, whenLost = 'unavailable', ...request }: VendorQuestion) {
    const answer = await transport.send(request);
    if (answer.kind === 'not_sent') return answer.fault;
    if (answer.kind === 'lost') return wireFault(whenLost, `${name}: ${answer.detail}`);
    if (answer.status !== 429) return answer;
    const wait = transport.backOff(retryAfterMs(answer.headers, clock.now().getTime()));
    return wireFault('rate_limited', `${name}: HTTP 429`, wait);
  }
  return {
    ask,
    async read(question, reader) {
      const answer = await ask(question);
      if (answer.kind === 'fault') return answer;
      const reply = reader(answer);
      return isHeldBack(reply) ? { ...reply, retryAfterMs: transport.backOff() } : reply;
    },
  };
}

/** The vendor refuses by rate and does not say for how long. */
function isHeldBack(reply: {
  readonly kind: string;
  readonly fault?: string;
  readonly retryAfterMs?: number;
}): boolean {
  return reply.kind === 'fault' && reply.fault === 'rate_limited' && reply.retryAfterMs === undefined;
}

function wireFault(fault: WireFault['fault'], detail: string, retryAfterMs?: number): WireFault {
  return { kind: 'fault', fault, detail, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

type WireAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** It certainly did not reach the provider. */
  | { readonly kind: 'not_sent'; readonly fault: WireFault }
  /** It may have reached the provider, and no whole answer came back. */
  | { readonly kind: 'lost'; readonly detail: string };

/** The only way from an adapter to its provider: each call waits for a token of the key, and none is repeated. */
export interface VendorTransport {
  send(request: HttpRequest): Promise<WireAnswer>;
  /** The provider refused by rate: quiet for the whole key. Answers the wait in ms. */
  backOff(retryAfterMs?: number): number;
}

export function createVendorTransport(http: HttpClient, pace: CallPace, timeoutMs: number): VendorTransport {
  return {
    backOff: (retryAfterMs) => pace.backOff(retryAfterMs),
    async send(request) {
      const token = await pace.take(timeoutMs);
      if (token.kind === 'held_back') {
        const fault = wireFault('rate_limited', 'our own request budget', token.retryAfterMs);
        return { kind: 'not_sent', fault };
      }
      const answer = await http.send({ ...request, timeoutMs });
      if (answer.kind === 'answered') {
        if (answer.status !== 429) pace.reset();
        return answer;
      }
      const detail = answer.kind === 'timed_out' ? 'timed out' : answer.reason;
      if (answer.sent) return { kind: 'lost', detail };
      return { kind: 'not_sent', fault: wireFault('unavailable', `not reached: ${detail}`) };
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
