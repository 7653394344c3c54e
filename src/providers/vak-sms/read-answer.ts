import type { ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import { providerFault, quoteForOperator } from '../provider-fault';
import type { ReplyShape, Unclear, VendorReply } from '../vendor-reply';
import { notUnderstood, shapeOf } from '../vendor-reply';

export type VakReading =
  | { readonly kind: 'data'; readonly value: unknown }
  /** A no, in one word. */
  | { readonly kind: 'error'; readonly word: string }
  | { readonly kind: 'unclear'; readonly shape: ReplyShape };

/** Sorts an answer: `{"error": "<word>"}`, or data. */
export function readAnswer(reply: VendorReply): VakReading {
  const shape = shapeOf(reply);
  if (shape.kind !== 'json' || reply.status >= 300) return { kind: 'unclear', shape };
  const word = isJsonObject(shape.value) ? scalarText(shape.value.error) : undefined;
  return word === undefined ? { kind: 'data', value: shape.value } : { kind: 'error', word };
}

const WORDS: ReadonlyMap<string, ProviderFaultKind> = new Map([
  ['apiKeyNotFound', 'auth'],
  ['noMoney', 'balance_empty'],
  ['noNumber', 'out_of_stock'],
  ['noService', 'mapping'],
  ['noCountry', 'mapping'],
  ['noOperator', 'mapping'],
  ['badService', 'mapping'],
  ['badData', 'mapping'],
  ['badStatus', 'wrong_state'],
  ['idNumNotFound', 'gone'],
]);

/** What an answer says when it is not the wanted one. */
export function readFault(reading: VakReading, status: number, unclear: Unclear): ProviderFault {
  if (reading.kind === 'unclear') return notUnderstood(reading.shape, status, unclear);
  if (reading.kind === 'data') return notUnderstood({ kind: 'json', value: reading.value }, status, unclear);
  const known = WORDS.get(reading.word);
  return known === undefined
    ? providerFault(unclear, `unknown word: ${quoteForOperator(reading.word)}`)
    : providerFault(known, reading.word);
}
