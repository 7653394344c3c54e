import type { HttpRequest } from '../platform/http-client';
import type { Clock } from '../ports/clock';
import type { ProviderFault } from '../ports/sms-provider';
import { providerFault } from './provider-fault';
import type { Unclear, VendorReply } from './vendor-reply';
import type { VendorWire } from './vendor-wire';
import { retryAfterMs } from './vendor-wire';

export interface VendorQuestion extends HttpRequest {
  /** What the call is called in faults. */
  readonly name: string;
  /** The class of a lost answer; `unavailable` when left out, which is right for a call that only reads. */
  readonly whenLost?: Unclear;
}

export type Answered = { readonly kind: 'answered' } & VendorReply;
/** What an answer means to one protocol. */
export type Reader<Reply> = (reply: VendorReply) => Reply | ProviderFault;

/** One call of an adapter: what every protocol shares is settled here, the rest is for the adapter's readers. */
export interface VendorDoor {
  ask(question: VendorQuestion): Promise<Answered | ProviderFault>;
  /** Asks and reads. A refusal by rate, however it was worded, silences the whole key. */
  read<Reply extends { readonly kind: string }>(
    question: VendorQuestion,
    reader: Reader<Reply>,
  ): Promise<Reply | ProviderFault>;
}

export function createVendorDoor(wire: VendorWire, clock: Clock): VendorDoor {
  async function ask({ name, whenLost = 'unavailable', ...request }: VendorQuestion) {
    const answer = await wire.send(request);
    if (answer.kind === 'not_sent') return answer.fault;
    if (answer.kind === 'lost') return providerFault(whenLost, `${name}: ${answer.detail}`);
    if (answer.status !== 429) return answer;
    const wait = wire.backOff(retryAfterMs(answer.headers, clock.now().getTime()));
    return providerFault('rate_limited', `${name}: HTTP 429`, wait);
  }
  return {
    ask,
    async read(question, reader) {
      const answer = await ask(question);
      if (answer.kind === 'fault') return answer;
      const reply = reader(answer);
      if (!isFault(reply) || reply.fault !== 'rate_limited' || reply.retryAfterMs !== undefined) return reply;
      return { ...reply, retryAfterMs: wire.backOff() };
    },
  };
}

const isFault = (reply: { readonly kind: string }): reply is ProviderFault => reply.kind === 'fault';
