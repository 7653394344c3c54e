import { outlineOf, type ReplyShape, type Unclear } from '../../platform/vendor/reply';
import type { ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';

export {
  listOf,
  objectOf,
  quoteForOperator,
  type ReplyShape,
  shapeOf,
  type Unclear,
  type VendorReply,
} from '../../platform/vendor/reply';

/** The fault of an answer that no reader understood. */
export const notUnderstood = (shape: ReplyShape, status: number, unclear: Unclear): ProviderFault =>
  providerFault(unclear, outlineOf(shape, status));

/** A refusal or failure of a provider. `detail` must already be free of secrets and phone numbers. */
export function providerFault(fault: ProviderFaultKind, detail: string, retryAfterMs?: number): ProviderFault {
  return retryAfterMs === undefined ? { kind: 'fault', fault, detail } : { kind: 'fault', fault, detail, retryAfterMs };
}

/** The fault of a purchase. Words about an existing order make no sense there, so they prove nothing. */
export const faultOfPurchase = (fault: ProviderFault): ProviderFault =>
  fault.fault === 'gone' || fault.fault === 'wrong_state' ? { ...fault, fault: 'unknown_outcome' } : fault;
