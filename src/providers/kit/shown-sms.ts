import { createHash } from 'node:crypto';
import type { CloseReply, OrderState, ProviderFault, ReceivedText } from '../../ports/sms-provider';
import { CodeRepeats } from './code-repeats';
import { scalarText } from './values';

/**
 * The external id of an SMS on an order, for protocols that give their SMS none. It is made from what every source of
 * the same SMS shows (status, active list, webhook): the order and the code, or the text when there is no code. `repeat` counts
 * equal codes on one order, from 1. Hashed, since ids reach logs and codes must not.
 */
export function textIdentity(orderId: string, value: string, repeat = 1): string {
  const digest = createHash('sha256').update(`${orderId}\n${value.trim()}`).digest('hex').slice(0, 24);
  return repeat === 1 ? `${orderId}:${digest}` : `${orderId}:${digest}#${repeat}`;
}

/** Tags of a page alone: an SMS may have a link or an address in such brackets, or begin with `<#>`. */
const MARKUP =
  /<\/?(?:br|b|i|u|s|p|a|div|span|img|font|strong|em|small|center|code|pre|hr|table|tr|td|ul|ol|li|h\d)(?:\s[^<>]*)?\/?>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
  '#039': "'",
};

/** What a piece of a web page says: some shops show a code as `12345<br>`, or the picture of an hourglass before there is one. */
export function withoutMarkup(text: string): string {
  if (text.replace(MARKUP, '') === text) return text.trim();
  const words = text.replace(/<br\s*\/?>|<\/p>/gi, '\n').replace(MARKUP, '');
  return words.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole).trim();
}

/** A text or code of an SMS, wherever it is shown; undefined when there is none. */
export function smsText(value: unknown): string | undefined {
  const text = scalarText(value);
  return text === undefined ? undefined : withoutMarkup(text) || undefined;
}

/** What a provider shows as the code is one up to this length and without blanks; anything else is a text. */
const LOOKS_LIKE_CODE = /^\S{1,16}$/;

/**
 * An SMS of a protocol that shows codes alone, or the text where it finds none. `value` is what every source of the SMS shows;
 * `repeat` counts equal ones on one order, from 1.
 */
export const codeText = (orderId: string, value: string, repeat: number): ReceivedText => ({
  externalId: textIdentity(orderId, value, repeat),
  text: value,
  code: LOOKS_LIKE_CODE.test(value) ? value : undefined,
});

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
