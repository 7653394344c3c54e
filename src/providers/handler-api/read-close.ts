import type { ProviderFault } from '../../ports/sms-provider';
import { providerFault, quoteForOperator } from '../provider-fault';
import type { VendorReply } from '../vendor-reply';
import { readBody } from './read-body';
import { readFault } from './read-fault';

export type CloseStep = 'cancel' | 'finish' | 'resend';

const DONE: Readonly<Record<CloseStep, ReadonlySet<string>>> = {
  cancel: new Set(['ACCESS_CANCEL', 'ACCESS_CANCEL_ALREADY', 'ALREADY_CANCELED']),
  finish: new Set(['ACCESS_ACTIVATION']),
  resend: new Set(['ACCESS_RETRY_GET']),
};

export type CloseReading =
  | { readonly kind: 'done' }
  /** `minAgeMs`: the age at which the shop lets an order go, where it says so. */
  | { readonly kind: 'too_early'; readonly retryAfterMs: number; readonly minAgeMs?: number }
  | ProviderFault;

/** A shop that says no more than "too early" is asked again after this; the exact instant stands with the order. */
const ASK_AGAIN_MS = 15_000;
/** No shop keeps a number from its buyer for longer than this. */
const LONGEST_MIN_AGE_S = 3_600;

/**
 * Reads the answer to a cancel, finish or resend. Only the exact word of success counts: one shop answers
 * `ACCESS_READY` to a cancel that failed.
 */
export function readClose(step: CloseStep, answer: VendorReply): CloseReading {
  const reading = readBody(answer);
  if (reading.kind === 'empty' && answer.status === 204) return { kind: 'done' };
  if (reading.kind === 'token') {
    if (DONE[step].has(reading.token)) return { kind: 'done' };
    if (reading.token === 'EARLY_CANCEL_DENIED') return tooEarly(reading.details?.minActivationTime);
    // A word that only begins like one of ours may have a phone number glued to it.
    if (reading.token.startsWith('ACCESS_')) return providerFault('wrong_state', quoteForOperator(reading.token));
  }
  return readFault(reading, answer.status, 'unknown_outcome');
}

function tooEarly(minActivationTimeS: unknown): CloseReading {
  const seconds = Number(minActivationTimeS ?? Number.NaN);
  if (!(seconds > 0 && seconds <= LONGEST_MIN_AGE_S)) return { kind: 'too_early', retryAfterMs: ASK_AGAIN_MS };
  const minAgeMs = Math.ceil(seconds * 1000);
  return { kind: 'too_early', retryAfterMs: Math.min(ASK_AGAIN_MS, minAgeMs), minAgeMs };
}
