import type { RenderedBytes } from '../tables/rendered-bytes';
import type { HandlerRefusal } from './refusals';

/** What an action has to say; the route writes it in the wording of the key. */
export type HandlerAnswer =
  /** A word of the protocol, such as `STATUS_WAIT_CODE`. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly value: unknown }
  /** JSON that is written already. */
  | { readonly kind: 'json_text'; readonly text: string }
  /** A whole table that was made ready before. */
  | { readonly kind: 'table'; readonly table: RenderedBytes }
  /** It is done: a word in classic wording, 204 without a body in hero's. */
  | { readonly kind: 'done'; readonly word: string }
  | { readonly kind: 'refused'; readonly refusal: HandlerRefusal };

export const text = (word: string): HandlerAnswer => ({ kind: 'text', text: word });
export const json = (value: unknown): HandlerAnswer => ({ kind: 'json', value });
export const refused = (refusal: HandlerRefusal): HandlerAnswer => ({ kind: 'refused', refusal });

/** An answer as it leaves. */
export interface WrittenAnswer {
  readonly status: number;
  readonly type: 'text/plain; charset=utf-8' | 'application/json';
  readonly body: string;
  readonly retryAfterS?: number;
}

export const writtenText = (body: string, status = 200): WrittenAnswer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body,
});

export const writtenJson = (value: unknown, status = 200): WrittenAnswer => jsonText(JSON.stringify(value), status);

export const jsonText = (body: string, status = 200): WrittenAnswer => ({ status, type: 'application/json', body });
