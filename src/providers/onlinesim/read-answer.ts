import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import { providerFault, quoteForOperator } from '../provider-fault';
import type { ReplyShape, Unclear, VendorReply } from '../vendor-reply';
import { notUnderstood, shapeOf } from '../vendor-reply';
import { UNCLEAR_WORDS, wordFault } from './word-faults';

export type OnlineSimReading =
  | { readonly kind: 'data'; readonly value: unknown }
  /** A no, in one word. */
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'unclear'; readonly shape: ReplyShape };

/** Sorts an answer: `response` is 1 beside data and a word in place of it; lists have none. */
export function readAnswer(answer: VendorReply): OnlineSimReading {
  const shape = shapeOf(answer);
  if (shape.kind !== 'json') return { kind: 'unclear', shape };
  const word = isJsonObject(shape.value) ? scalarText(shape.value.response) : undefined;
  return word === undefined || word === '1' ? { kind: 'data', value: shape.value } : { kind: 'word', word };
}

/** What an answer says when it is not the wanted one. */
export function readFault(reading: OnlineSimReading, status: number, unclear: Unclear): ProviderFault {
  if (reading.kind === 'unclear') return notUnderstood(reading.shape, status, unclear);
  if (reading.kind === 'data') return notUnderstood({ kind: 'json', value: reading.value }, status, unclear);
  if (UNCLEAR_WORDS.has(reading.word)) return providerFault(unclear, reading.word);
  const known = wordFault(reading.word);
  return known === undefined
    ? providerFault(unclear, `unknown word: ${quoteForOperator(reading.word)}`)
    : providerFault(known, reading.word);
}
