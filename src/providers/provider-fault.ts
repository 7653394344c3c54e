import type { ProviderFault, ProviderFaultKind } from '../ports/sms-provider';

/** A refusal or failure of a supplier. `detail` must already be free of secrets and phone numbers. */
export function providerFault(fault: ProviderFaultKind, detail: string, retryAfterMs?: number): ProviderFault {
  return retryAfterMs === undefined ? { kind: 'fault', fault, detail } : { kind: 'fault', fault, detail, retryAfterMs };
}

/** The fault of a purchase. Words about an existing order make no sense there, so they prove nothing. */
export const faultOfPurchase = (fault: ProviderFault): ProviderFault =>
  fault.fault === 'gone' || fault.fault === 'wrong_state' ? { ...fault, fault: 'unknown_outcome' } : fault;

const LONGEST_DETAIL = 120;

/** The supplier's own words for an operator: digits hidden, because they may be a phone number, a key or a code. */
export function quoteForOperator(text: string): string {
  const calm = text
    .replace(/[^\x20-\x7e\u00a0-\uffff]+/g, ' ')
    .replace(/[A-Za-z0-9_-]{24,}/g, '***')
    .replace(/\d[\d \-+]{2,}/g, '#')
    .trim();
  return calm.length > LONGEST_DETAIL ? `${calm.slice(0, LONGEST_DETAIL)}...` : calm;
}
