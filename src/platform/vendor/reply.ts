import { isJsonObject, type JsonObject, parseJson } from './json';

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

/** Sorts an answer by its body alone, since labels lie: JSON, page or words. `parse` answers undefined for what is no JSON. */
export function shapeOf(reply: Pick<VendorReply, 'body'>, parse = parseJson): ReplyShape {
  const text = wordsOf(reply);
  if (text === '') return { kind: 'empty' };
  if (text.startsWith('<')) return { kind: 'unclear', detail: 'a web page' };
  if (!text.startsWith('{') && !text.startsWith('[')) return { kind: 'words', text };
  const value = parse(text);
  return value === undefined ? { kind: 'unclear', detail: 'broken JSON' } : { kind: 'json', value };
}

/** The object that an answer is; undefined when it is anything else. */
export const objectOf = (shape: ReplyShape): JsonObject | undefined =>
  shape.kind === 'json' && isJsonObject(shape.value) ? shape.value : undefined;

/** The list that an answer is; undefined when it is anything else. */
export const listOf = (shape: ReplyShape): readonly unknown[] | undefined =>
  shape.kind === 'json' && Array.isArray(shape.value) ? shape.value : undefined;

/** What stands in an answer that no reader understood, for operators and logs. */
export function outlineOf(shape: ReplyShape, status: number): string {
  switch (shape.kind) {
    case 'json':
      return `HTTP ${status}, JSON of an unknown shape`;
    case 'words':
      return `HTTP ${status}, unknown words: ${quoteForOperator(shape.text)}`;
    case 'empty':
      return `HTTP ${status} without words`;
    case 'unclear':
      return `HTTP ${status}, ${shape.detail}`;
  }
}

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
