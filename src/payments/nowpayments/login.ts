import { Secret } from '../../config/secret';
import type { VendorReply } from '../../platform/vendor/reply';
import type { Clock } from '../../ports/clock';
import type { PaymentFault } from '../../ports/payment-provider';
import type { Ask, PaymentCall } from '../kit/adapter';
import { readToken } from './read-reply';

/** Calls that need the account's own sign-in, whose token lives for five minutes. */
export interface Login {
  enter(): Promise<{ readonly kind: 'token'; readonly token: string } | PaymentFault>;
  /** Asks with a token. One that is refused is renewed once: a refused call did nothing. */
  ask: Ask;
}

const FRESH_MS = 240_000;

export function createLogin(ask: Ask, account: () => { email: string; password: string }, clock: Clock): Login {
  let known: { token: Secret; until: number } | undefined;

  async function enter() {
    const entering = { name: 'sign in', path: '/auth', method: 'POST', body: account() } as const;
    const answer = await ask(entering, readToken);
    if (answer.kind === 'token') known = { token: new Secret(answer.token), until: clock.now().getTime() + FRESH_MS };
    return answer;
  }

  async function askOnce<Reply extends { readonly kind: string }>(
    call: PaymentCall,
    reader: (reply: VendorReply) => Reply | PaymentFault,
  ): Promise<Reply | PaymentFault> {
    if (!known || known.until <= clock.now().getTime()) {
      const entered = await enter();
      if (entered.kind === 'fault') return entered;
    }
    return ask(
      { ...call, headers: { ...call.headers, Authorization: new Secret(`Bearer ${known!.token.reveal()}`) } },
      reader,
    );
  }

  return {
    enter,
    async ask(call, reader) {
      const isOld = known !== undefined;
      const reply = await askOnce(call, reader);
      if (!isOld || reply.kind !== 'fault' || (reply as PaymentFault).fault !== 'auth') return reply;
      known = undefined;
      return askOnce(call, reader);
    },
  };
}
