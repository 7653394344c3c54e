import type { ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import { providerFault, quoteForOperator } from '../provider-fault';
import type { ReplyShape, Unclear } from '../vendor-reply';
import { notUnderstood } from '../vendor-reply';

const CODES: Readonly<Record<string, ProviderFaultKind>> = {
  InsufficientBalance: 'balance_empty',
  Unavailable: 'out_of_stock',
  PricingFailure: 'too_dear',
  TooManyUnfinishedVerifications: 'blocked',
  // The first request with this key is still under way: it may buy.
  IdempotencyConflict: 'unknown_outcome',
};

/** What an answer says when it is not the wanted one: `{errorCode, errorDescription}`. */
export function readFault(shape: ReplyShape, status: number, unclear: Unclear): ProviderFault {
  if (status === 401 || status === 403) return providerFault('auth', `HTTP ${status}`);
  if (status === 404) return providerFault('gone', 'HTTP 404');
  const code = shape.kind === 'json' && isJsonObject(shape.value) ? scalarText(shape.value.errorCode) : undefined;
  if (code === undefined || !/^\w{1,60}$/.test(code)) return notUnderstood(shape, status, unclear);
  const known = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
  if (known) return providerFault(known, code);
  if (/idempoten/i.test(code)) return providerFault(unclear, quoteForOperator(code));
  // A refusal in its own words did nothing; which words there are besides is not told.
  return providerFault(
    status >= 400 && status < 500 ? 'mapping' : unclear,
    `HTTP ${status}: ${quoteForOperator(code)}`,
  );
}
