import type { ProviderFault } from '../../ports/sms-provider';
import type { VendorReply } from '../vendor-reply';
import { readAnswer, readFault } from './read-answer';

export type CloseStep = 'close' | 'resend';

/** The vendor does not say when; the age from which it lets go stands with the order. */
const ASK_AGAIN_MS = 15_000;

/** Reads `setOperationOk` and `setOperationRevise`. The word for "cannot be done" means "too early" when an order is to end. */
export function readClose(
  step: CloseStep,
  answer: VendorReply,
): { kind: 'done' } | { kind: 'too_early'; retryAfterMs: number } | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind === 'data' && (reading.value as { response?: unknown }).response !== undefined)
    return { kind: 'done' };
  if (step === 'close' && reading.kind === 'word' && reading.word === 'NO_COMPLETE_TZID') {
    return { kind: 'too_early', retryAfterMs: ASK_AGAIN_MS };
  }
  return readFault(reading, answer.status, 'unknown_outcome');
}
