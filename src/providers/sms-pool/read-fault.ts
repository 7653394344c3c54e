import type { ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import { notUnderstood, providerFault, quoteForOperator, type ReplyShape, refused, type Unclear } from '../kit/reply';
import { isJsonObject, scalarText } from '../kit/values';

const TYPES: Readonly<Record<string, ProviderFaultKind>> = {
  BALANCE_ERROR: 'balance_empty',
  OUT_OF_STOCK: 'out_of_stock',
  PRICE_NOT_FOUND: 'too_dear',
};

/** Most refusals come as a sentence alone. These are its own; the first that fits counts. */
const SENTENCES: readonly (readonly [RegExp, ProviderFaultKind])[] = [
  [/api key/, 'auth'],
  [/available phone number|currently not available/, 'out_of_stock'],
  [/could not find this order/, 'gone'],
  [/received an? sms|already been (cancell?ed|refunded)|cannot be cancell?ed/, 'wrong_state'],
  [/(country|service|pool).* not (exist|found)/, 'mapping'],
];

/**
 * What an answer says when it is not the wanted one. A refusal in SMSPool's own envelope is a certain no even when its
 * sentence is new: then it is `otherwise`, where that is given.
 */
export function readFault(
  shape: ReplyShape,
  status: number,
  unclear: Unclear,
  otherwise?: ProviderFaultKind,
): ProviderFault {
  if (status === 401 || status === 403) return providerFault('auth', `HTTP ${status}`);
  const refusal = shape.kind === 'json' ? readRefusal(shape.value) : undefined;
  if (!refusal) return notUnderstood(shape, status, unclear);
  const { type, sentence } = refusal;
  const detail = quoteForOperator([type, sentence].filter(Boolean).join(': ')) || 'refused without words';
  if (type !== undefined && Object.hasOwn(TYPES, type)) return providerFault(TYPES[type]!, detail);
  const known = SENTENCES.find(([words]) => words.test(sentence.toLowerCase()));
  if (known) return providerFault(known[1], detail);
  const fault = refused(sentence, detail, 200, true) ?? { ...providerFault('unavailable', detail), said: 'new' };
  return fault.said === 'new' && otherwise !== undefined ? providerFault(otherwise, detail) : fault;
}

/** `{"success": 0, "message": "...", "type"?: "...", "errors"?: [{"message": "..."}]}`; sentences may hold HTML. */
function readRefusal(value: unknown): { type?: string; sentence: string } | undefined {
  if (!isJsonObject(value) || (scalarText(value.success) ?? String(value.success)) !== '0') return undefined;
  const first = Array.isArray(value.errors) && isJsonObject(value.errors[0]) ? value.errors[0].message : undefined;
  const sentence = scalarText(value.message) ?? scalarText(first) ?? '';
  return { type: scalarText(value.type), sentence: sentence.replace(/<[^>]*>/g, ' ').trim() };
}

/** True for `success: 1`, however it is written. */
export const succeeded = (value: unknown): boolean =>
  isJsonObject(value) && (value.success === true || scalarText(value.success) === '1');
