import type { ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import { refusalFault, wordsOfRefusal } from './refusals';
import { isJsonObject, type JsonObject, parseJson } from './values';

/** One answer of a provider, before anybody asks what it means. */
export interface VendorReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** For an answer that proves nothing: a call that only reads did nothing, one that changes something may have done it. */
export type Unclear = 'unavailable' | 'unknown_outcome';

export type ReplyShape =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'empty' }
  /** A web page or a torn answer. */
  | { readonly kind: 'unclear'; readonly detail: string };

/** What an answer says, without byte order mark and blanks; some put their words into quotes, as a JSON string. */
export function wordsOf({ body }: Pick<VendorReply, 'body'>): string {
  const text = body.replace(/^\uFEFF/, '').trim();
  const inner = /^".*"$/s.test(text) ? parseJson(text) : undefined;
  return typeof inner === 'string' ? inner.trim() : text;
}

/** Sorts an answer by its body alone, since labels lie: JSON, page or words. */
export function shapeOf(reply: Pick<VendorReply, 'body'>): ReplyShape {
  const text = wordsOf(reply);
  if (text === '') return { kind: 'empty' };
  if (text.startsWith('<')) return { kind: 'unclear', detail: 'a web page' };
  if (!text.startsWith('{') && !text.startsWith('[')) return { kind: 'words', text };
  const value = parseJson(text);
  return value === undefined ? { kind: 'unclear', detail: 'broken JSON' } : { kind: 'json', value };
}

/** The object that an answer is; undefined when it is anything else. */
export const objectOf = (shape: ReplyShape): JsonObject | undefined =>
  shape.kind === 'json' && isJsonObject(shape.value) ? shape.value : undefined;

/** The list that an answer is; undefined when it is anything else. */
export const listOf = (shape: ReplyShape): readonly unknown[] | undefined =>
  shape.kind === 'json' && Array.isArray(shape.value) ? shape.value : undefined;

/**
 * The fault of an answer that no reader understood. A refusal in new words is taken for what it says; with what proves nothing
 * a purchase may have been made.
 */
export function notUnderstood(shape: ReplyShape, status: number, unclear: Unclear): ProviderFault {
  switch (shape.kind) {
    case 'json': {
      const words = wordsOfRefusal(shape.value);
      const detail = `HTTP ${status}, ${words ? `unknown words: ${quoteForOperator(words)}` : 'JSON of an unknown shape'}`;
      return (
        (words === undefined ? undefined : refused(words, detail, status, true)) ??
        unclearFault(unclear, detail, status)
      );
    }
    case 'words': {
      const detail = `HTTP ${status}, unknown words: ${quoteForOperator(shape.text)}`;
      return refused(shape.text, detail, status) ?? unclearFault(unclear, detail, status);
    }
    case 'empty':
      return providerFault(unclear, `HTTP ${status} without words`);
    case 'unclear':
      return providerFault(unclear, `HTTP ${status}, ${shape.detail}`);
  }
}

/** What new words of refusal are; undefined when they prove nothing, as in a failure of the server itself. */
export const refused = (words: string, detail: string, status: number, isRefusal = false): ProviderFault | undefined =>
  status >= 500 ? undefined : refusalFault(words, detail, isRefusal || (status >= 400 && !MAYBE_DONE.has(status)));

/** Timed out, in conflict with what exists already, too early: not a plain no. */
const MAYBE_DONE: ReadonlySet<number> = new Set([408, 409, 425]);

/** Somebody answered, in a form that is new to us. */
export const unclearFault = (unclear: Unclear, detail: string, status = 200): ProviderFault =>
  unclear === 'unavailable' && status < 500
    ? { ...providerFault(unclear, detail), said: 'new' }
    : providerFault(unclear, detail);

/** A refusal or failure of a provider. `detail` must already be free of secrets and phone numbers. */
export function providerFault(fault: ProviderFaultKind, detail: string, retryAfterMs?: number): ProviderFault {
  return retryAfterMs === undefined ? { kind: 'fault', fault, detail } : { kind: 'fault', fault, detail, retryAfterMs };
}

/** A plain no for now, in words that we know: nothing was done, and the provider lives. */
export const notNow = (detail: string): ProviderFault => ({ ...providerFault('unavailable', detail), said: 'known' });

/** The fault of a purchase. Words about an existing order make no sense there, so they prove nothing. */
export const faultOfPurchase = (fault: ProviderFault): ProviderFault =>
  fault.fault === 'gone' || fault.fault === 'wrong_state' ? { ...fault, fault: 'unknown_outcome' } : fault;

const LONGEST_DETAIL = 120;

/** The provider's own words for an operator: digits hidden, because they may be a phone number, a key or a code. */
export function quoteForOperator(text: string): string {
  const shown = text
    .replace(/[^\x20-\x7e\u00a0-\uffff]+/g, ' ')
    .replace(/[A-Za-z0-9_-]{24,}/g, '***')
    .replace(/\d[\d \-+]{2,}/g, '#')
    .trim();
  return shown.length > LONGEST_DETAIL ? `${shown.slice(0, LONGEST_DETAIL)}...` : shown;
}
