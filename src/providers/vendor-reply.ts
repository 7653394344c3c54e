import type { ProviderFault } from '../ports/sms-provider';
import { parseJson } from './parse-json';
import { providerFault, quoteForOperator } from './provider-fault';

/** One answer of a supplier, before anybody asks what it means. */
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

/** Sorts an answer by its body alone, since labels lie: byte order mark and blanks off, then JSON, page or words. */
export function shapeOf({ body }: Pick<VendorReply, 'body'>): ReplyShape {
  const text = body.replace(/^\uFEFF/, '').trim();
  if (text === '') return { kind: 'empty' };
  if (text.startsWith('<')) return { kind: 'unclear', detail: 'a web page' };
  if (!text.startsWith('{') && !text.startsWith('[')) return { kind: 'words', text };
  const value = parseJson(text);
  return value === undefined ? { kind: 'unclear', detail: 'broken JSON' } : { kind: 'json', value };
}

/** The fault of an answer that no reader understood. */
export function notUnderstood(shape: ReplyShape, status: number, unclear: Unclear): ProviderFault {
  switch (shape.kind) {
    case 'json':
      return providerFault(unclear, `HTTP ${status}, JSON of an unknown shape`);
    case 'words':
      return providerFault(unclear, `HTTP ${status}, unknown words: ${quoteForOperator(shape.text)}`);
    case 'empty':
      return providerFault(unclear, `HTTP ${status} without words`);
    case 'unclear':
      return providerFault(unclear, `HTTP ${status}, ${shape.detail}`);
  }
}
