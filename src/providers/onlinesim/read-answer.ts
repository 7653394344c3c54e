import type { ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import {
  notUnderstood,
  providerFault,
  quoteForOperator,
  type ReplyShape,
  shapeOf,
  type Unclear,
  type VendorReply,
} from '../kit/reply';
import { isJsonObject, scalarText } from '../kit/values';

type OnlineSimReading =
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

/** May stand for an operation that exists already, perhaps by a call whose answer was lost. */
const UNCLEAR_WORDS = new Set(['DUPLICATE_OPERATION']);

const WORDS: Readonly<Partial<Record<ProviderFaultKind, string>>> = {
  auth: 'ERROR_WRONG_KEY ERROR_NO_KEY API_ACCESS_DISABLED API_ACCESS_IP',
  blocked: 'ACCOUNT_BLOCKED ACCOUNT_IDENTIFICATION_REQUIRED EXCEEDED_CONCURRENT_OPERATIONS',
  balance_empty: 'WARNING_LOW_BALANCE',
  out_of_stock: 'NO_NUMBER WARNING_NO_NUMS',
  mapping: 'ERROR_NO_SERVICE ERROR_PARAMS TIME_INTERVAL_ERROR',
  rate_limited: 'INTERVAL_CONCURRENT_REQUESTS_ERROR',
  unavailable: 'TRY_AGAIN_LATER',
  unsupported: 'REQUEST_NOT_FOUND',
  gone: 'ERROR_NO_TZID ERROR_WRONG_TZID ERROR_NO_OPERATIONS',
  wrong_state: 'NO_COMPLETE_TZID',
};

const faultByWord = new Map(
  Object.entries(WORDS).flatMap(([fault, words]) => words.split(' ').map((word) => [word, fault as ProviderFaultKind])),
);

/** The class of a word of refusal; undefined when we do not know it. */
const wordFault = (word: string): ProviderFaultKind | undefined => faultByWord.get(word);
