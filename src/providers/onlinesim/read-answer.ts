import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, parseJson, scalarText } from '../parse-json';
import { providerFault, quoteForOperator } from '../provider-fault';
import { UNCLEAR_WORDS, wordFault } from './word-faults';

export interface OnlineSimBody {
  readonly status: number;
  readonly body: string;
}

export type OnlineSimReading =
  | { readonly kind: 'data'; readonly value: unknown }
  /** A no, in one word. */
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'unclear'; readonly detail: string };

/** Sorts an answer: `response` is 1 beside data and a word in place of it; lists have none. */
export function readAnswer({ status, body }: OnlineSimBody): OnlineSimReading {
  const text = body.replace(/^\uFEFF/, '').trim();
  if (text === '') return { kind: 'unclear', detail: `HTTP ${status} without words` };
  if (text.startsWith('<')) return { kind: 'unclear', detail: `HTTP ${status}, a web page` };
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) {
    return { kind: 'unclear', detail: `HTTP ${status}, unknown words: ${quoteForOperator(text)}` };
  }
  const word = isJsonObject(value) ? scalarText(value.response) : undefined;
  return word === undefined || word === '1' ? { kind: 'data', value } : { kind: 'word', word };
}

/**
 * What an answer says when it is not the wanted one. `unclear` is the class for answers that prove nothing:
 * `unknown_outcome` for a call that changes something, `unavailable` for one that only reads.
 */
export function readFault(reading: OnlineSimReading, unclear: 'unknown_outcome' | 'unavailable'): ProviderFault {
  if (reading.kind === 'unclear') return providerFault(unclear, reading.detail);
  if (reading.kind === 'data') return providerFault(unclear, 'JSON of an unknown shape');
  if (UNCLEAR_WORDS.has(reading.word)) return providerFault(unclear, reading.word);
  const known = wordFault(reading.word);
  return known === undefined
    ? providerFault(unclear, `unknown word: ${quoteForOperator(reading.word)}`)
    : providerFault(known, reading.word);
}
