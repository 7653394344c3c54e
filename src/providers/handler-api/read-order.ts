import type { AcquiredNumber, ProviderFault } from '../../ports/sms-provider';
import { isCutShort, readSoldPhone } from '../kit/phones';
import { acquired } from '../kit/readings';
import { providerFault, quoteForOperator, type VendorReply } from '../kit/reply';
import { smsText } from '../kit/shown-sms';
import { isJsonObject, readDecimal, readSpanMs, readZonedTime, scalarText } from '../kit/values';
import { readBody, readFault } from './read-body';
import { contentOf } from './read-prices';

/**
 * Reads the answer to `getNumber` or `getNumberV2`; both forms may come for both actions. Anything that is neither a
 * number nor a clear no is `unknown_outcome`: the number may have been bought.
 */
export function readPurchase(answer: VendorReply): HandlerPurchase | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind === 'token' && reading.token === 'ACCESS_NUMBER') return soldInText(reading.rest ?? '', answer);
  const order = reading.kind === 'json' ? contentOf(reading.value) : undefined;
  if (isJsonObject(order) && 'activationId' in order) {
    const { activationId, phoneNumber, activationCost, activationTime, activationEndTime } = order;
    const lifetimeMs = readSpanMs(activationTime, activationEndTime);
    const until = { lifetimeMs, endsAt: readZonedTime(activationEndTime) };
    return sold(scalarText(activationId), readSoldPhone(phoneNumber), activationCost, until);
  }
  return certainOrUnknown(readFault(reading, answer.status, 'unknown_outcome'));
}

interface HandlerPurchase extends AcquiredNumber, Until {}

/** When an order ends, as far as the shop says it: from its making to its end on the shop's clock, and the end itself. */
interface Until {
  readonly lifetimeMs?: number;
  readonly endsAt?: Date;
}

/** `<id>:<phone>`, at some shops with a third field, which is a price when it looks like one. */
function soldInText(rest: string, { headers }: VendorReply): HandlerPurchase | ProviderFault {
  const [orderId, given = '', third] = rest.split(':').map((part) => part.trim());
  const phone = readSoldPhone(given);
  // Without a third field there is no end mark: an answer cut off inside the phone still looks like one, only too short.
  const isWhole = phone !== undefined && (third !== undefined || !isCutShort(phone));
  const price = headers['x-price'] ?? (/^\d+\.\d+$/.test(third ?? '') ? third : undefined);
  return sold(orderId, isWhole ? phone : undefined, price);
}

const sold = (orderId: string | undefined, phone: string | undefined, cost: unknown, until: Until = {}) =>
  acquired({ orderId, phone, cost: readDecimal(cost, 'up'), ...until });

/** Words about an existing order make no sense for a purchase, so they prove nothing; an unknown page is a missing action. */
function certainOrUnknown(fault: ProviderFault): ProviderFault {
  if (fault.fault === 'gone') return { ...fault, fault: 'unsupported' };
  return fault.fault === 'wrong_state' ? { ...fault, fault: 'unknown_outcome' } : fault;
}

/**
 * One status. `value` is the code, or a text when the shop knows no code: what every source of the SMS shows. `text` is the whole
 * text, where the shop gives it as well. Some shops do not repeat the old code while another SMS is waited for.
 */
type HandlerStatus =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'waiting_again'; readonly value?: string }
  | { readonly kind: 'code'; readonly value: string; readonly text?: string }
  | { readonly kind: 'ended' };

export function readStatus(answer: VendorReply): HandlerStatus | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind === 'token') {
    const { token, rest } = reading;
    switch (token) {
      case 'STATUS_WAIT_CODE':
        return { kind: 'waiting' };
      case 'STATUS_WAIT_RESEND':
      case 'STATUS_WAIT_RETRY':
        return { kind: 'waiting_again', value: rest || undefined };
      case 'STATUS_OK':
        if (rest) return { kind: 'code', value: rest, text: headerText(answer.headers['x-text']) };
        break;
      case 'STATUS_CANCEL':
      case 'ACCESS_CANCEL':
        return { kind: 'ended' };
    }
  }
  return readFault(reading, answer.status, 'unavailable');
}

/** A text in a header: its bytes are UTF-8, which HTTP shows as one character a byte; other bytes are left as they came. */
function headerText(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  try {
    return smsText(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1')));
  } catch {
    return smsText(value);
  }
}

/**
 * Reads `getStatusV2`: the SMS stands under `sms` or `data`, what a voice said under `call`; null while there is none, with a code, a
 * text or both.
 * A closed order is answered with the old words, and a shop in trouble answers them for everything.
 */
export function readStatusV2(answer: VendorReply): HandlerStatus | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind === 'token') return readStatus(answer);
  if (reading.kind !== 'json' || !isJsonObject(reading.value)) return readFault(reading, answer.status, 'unavailable');
  const body = reading.value;
  if (!['verificationType', 'sms', 'data', 'call'].some((name) => name in body)) {
    return readFault(reading, answer.status, 'unavailable');
  }
  for (const one of [body.sms, body.data, body.call]) {
    if (!isJsonObject(one)) continue;
    const [code, text] = [smsText(one.code), smsText(one.text)];
    const value = code ?? text;
    if (value !== undefined) return { kind: 'code', value, text };
  }
  return { kind: 'waiting' };
}

export type CloseStep = 'cancel' | 'finish' | 'resend';

const DONE: Readonly<Record<CloseStep, ReadonlySet<string>>> = {
  cancel: new Set(['ACCESS_CANCEL', 'ACCESS_CANCEL_ALREADY', 'ALREADY_CANCELED']),
  finish: new Set(['ACCESS_ACTIVATION']),
  resend: new Set(['ACCESS_RETRY_GET']),
};

type CloseReading =
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
