import type { ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import {
  notUnderstood,
  providerFault,
  quoteForOperator,
  type ReplyShape,
  refused,
  shapeOf,
  type Unclear,
  unclearFault,
  type VendorReply,
} from '../kit/reply';
import { isJsonObject, scalarText } from '../kit/values';

/** `{"statusCode": 200, "data": ...}` or `{"statusCode": 406, "error": {"type", "description"}}`; the code counts, not HTTP's. */
interface PvaEnvelope {
  readonly kind: 'envelope';
  readonly code: number;
  readonly data: unknown;
  readonly words: string;
}

export function readEnvelope(reply: VendorReply): PvaEnvelope | ReplyShape {
  const shape = shapeOf(reply);
  if (shape.kind !== 'json' || !isJsonObject(shape.value)) return shape;
  const { statusCode, data, error } = shape.value;
  const code = Number(scalarText(statusCode) ?? Number.NaN);
  // Shown to operators as it stands, so it must be a code and nothing else.
  if (!Number.isInteger(code) || code < 100 || code > 999) return shape;
  const said = isJsonObject(error) ? [scalarText(error.type), scalarText(error.description)] : [scalarText(error)];
  return { kind: 'envelope', code, data, words: quoteForOperator(said.filter(Boolean).join(': ')) };
}

const CODES: Readonly<Record<number, ProviderFaultKind>> = {
  401: 'auth',
  403: 'auth',
  404: 'wrong_state',
  405: 'mapping',
  406: 'gone',
  407: 'balance_empty',
  410: 'gone',
  411: 'rate_limited',
};

/** What an answer says when it is not the wanted one; `own` gives codes another meaning in one call. */
export function readFault(
  reply: VendorReply,
  unclear: Unclear,
  own: Readonly<Record<number, ProviderFaultKind>> = {},
): ProviderFault {
  const read = readEnvelope(reply);
  if (read.kind !== 'envelope')
    return reply.status === 401 || reply.status === 403
      ? providerFault('auth', `HTTP ${reply.status}`)
      : notUnderstood(read, reply.status, unclear);
  const known = own[read.code] ?? CODES[read.code];
  const detail = `${read.code}${read.words && `: ${read.words}`}`;
  if (known !== undefined) return providerFault(known, detail);
  return refused(read.words, detail, read.code) ?? unclearFault(unclear, detail, read.code);
}
