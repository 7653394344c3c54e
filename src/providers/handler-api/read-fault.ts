import { formatAmountShort } from '../../domain/money/money';
import type { ProviderFault } from '../../ports/sms-provider';
import { providerFault, quoteForOperator } from '../provider-fault';
import { readDecimal } from '../read-decimal';
import type { HandlerReading } from './read-body';
import { tokenFault, UNCLEAR_TOKENS } from './token-faults';

/**
 * What an answer says when it is not the wanted one. `unclear` is the class for answers that prove nothing:
 * `unknown_outcome` for a call that changes something, `unavailable` for one that only reads.
 */
export function readFault(
  reading: HandlerReading,
  status: number,
  unclear: 'unknown_outcome' | 'unavailable',
): ProviderFault {
  if (reading.kind === 'token') return tokenToFault(reading, status, unclear);
  if (reading.kind === 'empty') {
    if (status === 401) return providerFault('auth', 'HTTP 401 without words');
    return providerFault(unclear, `HTTP ${status} without words`);
  }
  const detail = reading.kind === 'unclear' ? reading.detail : 'JSON of an unknown shape';
  return providerFault(unclear, `HTTP ${status}, ${detail}`);
}

function tokenToFault(
  { token, rest, details }: Extract<HandlerReading, { kind: 'token' }>,
  status: number,
  unclear: 'unknown_outcome' | 'unavailable',
): ProviderFault {
  if (UNCLEAR_TOKENS.has(token)) return providerFault(unclear, token);
  const known = tokenFault(token);
  if (known === undefined) {
    if (status === 401) return providerFault('auth', `HTTP 401, ${quoteForOperator(token)}`);
    if (status === 405) return providerFault('unsupported', 'HTTP 405');
    return providerFault(unclear, `unknown word: ${quoteForOperator(token)}`);
  }
  switch (known) {
    case 'too_dear': {
      const min = readDecimal(details?.min ?? rest, 'up');
      return providerFault(known, min === undefined ? token : `${token}, lowest ${formatAmountShort(min)}`);
    }
    case 'blocked': {
      const seconds = Number(details?.retry_after_seconds);
      return providerFault(known, token, seconds > 0 && seconds < 1e7 ? seconds * 1000 : undefined);
    }
    case 'mapping': {
      const field = details?.field ?? rest?.split(':')[0];
      if (field === 'api_key') return providerFault('auth', `${token} api_key`);
      return providerFault(known, typeof field === 'string' ? `${token} ${quoteForOperator(field)}` : token);
    }
    default:
      return providerFault(known, token);
  }
}
