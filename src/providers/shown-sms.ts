import type { CloseReply, OrderState, ProviderFault, ReceivedText } from '../ports/sms-provider';
import { CodeRepeats } from './code-repeats';
import { codeText } from './code-text';
import { textIdentity } from './text-identity';

/** An SMS as such a protocol shows it: a code, a text, or both. At least one is there. */
export interface CodeAndText {
  readonly code?: string;
  readonly text?: string;
}

/** What an order shows: an SMS; or one value, which is the code, or the text where the vendor found no code. */
export type Shown =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'code'; readonly value: string }
  | { readonly kind: 'sms'; readonly sms: CodeAndText };

/** The SMS of a protocol that shows one at a time on an order and gives it no id. Two with the same code are told apart. */
export class ShownSms {
  readonly #repeats = new CodeRepeats();

  /** What an order shows, in the port's words. `several: false`: an order has one SMS, however often it is not shown. */
  async stateOf(
    orderId: string,
    look: () => Promise<Shown | ProviderFault>,
    { several = true } = {},
  ): Promise<OrderState | ProviderFault> {
    const begunAt = this.begin();
    const shown = await look();
    if (shown.kind === 'waiting' && several) this.nothingYet(orderId, begunAt);
    switch (shown.kind) {
      case 'sms':
        return { kind: 'received', messages: [this.text(orderId, shown.sms, begunAt)] };
      case 'code': {
        const repeat = this.#repeats.seen(orderId, shown.value, begunAt);
        return { kind: 'received', messages: [codeText(orderId, shown.value, repeat)] };
      }
      default:
        return shown;
    }
  }

  /** Call before a list is asked for; give the answer to `text` and `nothingYet`. */
  begin(): number {
    return this.#repeats.begin();
  }

  /** The list shows this SMS on the order. */
  text(orderId: string, { code, text }: CodeAndText, begunAt: number): ReceivedText {
    const value = code ?? text!;
    const repeat = this.#repeats.seen(orderId, value, begunAt);
    return { externalId: textIdentity(orderId, value, repeat), text: text ?? value, code };
  }

  /** The list shows none. */
  nothingYet(orderId: string, begunAt: number): void {
    this.#repeats.waitingAgain(orderId, undefined, begunAt);
  }

  /**
   * Passes on the answer to a request for another SMS. Such a request is not repeated by anybody when its outcome is unknown:
   * a second one throws away a code that came after the first.
   */
  async askedAgain(orderId: string, asking: Promise<CloseReply | ProviderFault>): Promise<CloseReply | ProviderFault> {
    const reply = await asking;
    if (reply.kind === 'done') this.#repeats.waitingAgain(orderId);
    return reply;
  }
}
