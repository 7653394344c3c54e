import { quoteForOperator, type ReplyShape, type Unclear } from '../../platform/vendor/reply';
import type { ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import { refusalFault, wordsOfRefusal } from './refusals';

export {
  listOf,
  objectOf,
  quoteForOperator,
  type ReplyShape,
  shapeOf,
  type Unclear,
  type VendorReply,
  wordsOf,
} from '../../platform/vendor/reply';

/**
 * The fault of an answer that no reader understood. A refusal in new words is taken for what it says; with what proves nothing
 * a purchase may have been made.
 */
export function notUnderstood(shape: ReplyShape, status: number, unclear: Unclear): ProviderFault {
  switch (shape.kind) {
    case 'json': {
      const words = wordsOfRefusal(shape.value);
      const detail = `HTTP ${status}, ${words ? `unknown words: ${quoteForOperator(words)}` : 'JSON of an unknown shape'}`;
      return (
        (words === undefined ? undefined : refused(words, detail, status, true)) ??
        unclearFault(unclear, detail, status)
      );
    }
    case 'words': {
      const detail = `HTTP ${status}, unknown words: ${quoteForOperator(shape.text)}`;
      return refused(shape.text, detail, status) ?? unclearFault(unclear, detail, status);
    }
    case 'empty':
      return providerFault(unclear, `HTTP ${status} without words`);
    case 'unclear':
      return providerFault(unclear, `HTTP ${status}, ${shape.detail}`);
  }
}

/** What new words of refusal are; undefined when they prove nothing, as in a failure of the server itself. */
export const refused = (words: string, detail: string, status: number, isRefusal = false): ProviderFault | undefined =>
  status >= 500 ? undefined : refusalFault(words, detail, isRefusal || (status >= 400 && !MAYBE_DONE.has(status)));

/** Timed out, in conflict with what exists already, too early: not a plain no. */
const MAYBE_DONE: ReadonlySet<number> = new Set([408, 409, 425]);

/** Somebody answered, in a form that is new to us. */
export const unclearFault = (unclear: Unclear, detail: string, status = 200): ProviderFault =>
  unclear === 'unavailable' && status < 500
    ? { ...providerFault(unclear, detail), said: 'new' }
    : providerFault(unclear, detail);

/** A refusal or failure of a provider. `detail` must already be free of secrets and phone numbers. */
export function providerFault(fault: ProviderFaultKind, detail: string, retryAfterMs?: number): ProviderFault {
  return retryAfterMs === undefined ? { kind: 'fault', fault, detail } : { kind: 'fault', fault, detail, retryAfterMs };
}

/** A plain no for now, in words that we know: nothing was done, and the provider lives. */
export const notNow = (detail: string): ProviderFault => ({ ...providerFault('unavailable', detail), said: 'known' });

/** The fault of a purchase. Words about an existing order make no sense there, so they prove nothing. */
export const faultOfPurchase = (fault: ProviderFault): ProviderFault =>
  fault.fault === 'gone' || fault.fault === 'wrong_state' ? { ...fault, fault: 'unknown_outcome' } : fault;
