import type { Amount } from '../../domain/money/money';
import type { ProviderFault, ReceivedText } from '../../ports/sms-provider';
import { readSoldPhone } from '../kit/phones';
import { bodyOf, readRows, type Unread, unread } from '../kit/readings';
import { faultOfPurchase, providerFault, type VendorReply } from '../kit/reply';
import { smsText, textIdentity } from '../kit/shown-sms';
import { isJsonObject, type JsonObject, readDecimal, scalarText } from '../kit/values';
import { readAnswer, readFault } from './read-answer';

const ORDER_ID = /^\d{1,20}$/;

/** Reads `getPrice`: `{response: 1, price}`. */
export function readPrice(answer: VendorReply): { kind: 'price'; price: Amount } | ProviderFault {
  const reading = readAnswer(answer);
  const price = readDecimal(bodyOf(reading)?.price, 'up');
  return price === undefined ? readFault(reading, answer.status, 'unavailable') : { kind: 'price', price };
}

/**
 * Reads `getNum`. The number stands beside the order id when it was asked for, and is missing while the vendor still looks for
 * one. Anything that is neither an order nor a clear no is `unknown_outcome`.
 */
export function readPurchase(
  answer: VendorReply,
): { kind: 'ordered'; orderId: string; phone?: string } | ProviderFault {
  const reading = readAnswer(answer);
  const body = bodyOf(reading);
  if (!body) return faultOfPurchase(readFault(reading, answer.status, 'unknown_outcome'));
  const orderId = scalarText(body.tzid);
  if (orderId === undefined || !ORDER_ID.test(orderId)) {
    return providerFault('unknown_outcome', 'bought, but the order cannot be read');
  }
  return { kind: 'ordered', orderId, phone: readSoldPhone(body.number) };
}

/** One operation. Nothing in it says whether an ended one was paid back. */
export interface Operation {
  readonly orderId: string;
  /** `preparing`: the vendor has no number for it yet. */
  readonly phase: 'preparing' | 'open' | 'over';
  readonly phone?: string;
  readonly countryCode?: string;
  readonly cost?: Amount;
  readonly messages: readonly ReceivedText[];
  /** How long it goes on. */
  readonly leftMs?: number;
  /** It waits for an SMS, the first or another one. */
  readonly isWaiting: boolean;
  /** Its messages have times, by which equal ones are told apart. */
  readonly hasTimes: boolean;
}

const PHASES: Readonly<Record<string, Operation['phase']>> = {
  TZ_INPOOL: 'preparing',
  TZ_NUM_PREPARE: 'preparing',
  TZ_NUM_WAIT: 'open',
  TZ_NUM_ANSWER: 'open',
  TZ_OVER_OK: 'over',
  TZ_OVER_EMPTY: 'over',
  TZ_OVER_GR: 'over',
  TZ_OVER_NR: 'over',
  WARNING_NO_NUMS: 'over',
};

/**
 * Reads `getState`: a list of operations, whose `response` is their state.
 */
export function readState(
  answer: VendorReply,
): ({ kind: 'operations'; operations: Operation[] } & Unread) | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind !== 'data' || !Array.isArray(reading.value)) return readFault(reading, answer.status, 'unavailable');
  const list = readRows(reading.value, readOperation);
  return { kind: 'operations', operations: list.rows, ...unread(list.unreadable) };
}

function readOperation(item: unknown): Operation | undefined {
  if (!isJsonObject(item)) return undefined;
  const orderId = scalarText(item.tzid);
  const phase = PHASES[scalarText(item.response) ?? ''];
  const phone = readSoldPhone(item.number);
  if (orderId === undefined || phase === undefined) return undefined;
  if (phase === 'open' && phone === undefined) return undefined;
  return {
    orderId,
    phase,
    phone,
    countryCode: scalarText(item.country),
    cost: readDecimal(item.sum, 'up'),
    leftMs: readLeft(item.time),
    isWaiting: item.response === 'TZ_NUM_WAIT',
    ...readMessages(orderId, item),
  };
}

function readLeft(time: unknown): number | undefined {
  const seconds = Number(scalarText(time) ?? Number.NaN);
  return seconds > 0 && seconds <= 86_400 ? seconds * 1000 : undefined;
}

/**
 * The texts of an operation, oldest first: a list, or the newest text alone. The vendor lists the newest first, shows rows
 * twice, gives an SMS no id and often no time. So an SMS is known by order, text and time, and equal rows are one.
 */
function readMessages(orderId: string, { msg }: JsonObject): Pick<Operation, 'messages' | 'hasTimes'> {
  const rows = new Map<string, { text: string; at: string }>();
  for (const one of Array.isArray(msg) ? msg : [msg]) {
    const [text, at = ''] = isJsonObject(one) ? [smsText(one.msg), scalarText(one.created_at)] : [smsText(one)];
    const key = at === '' ? text : `${text}\n${at}`;
    if (text !== undefined && key !== undefined && !rows.has(key)) rows.set(key, { text, at });
  }
  const oldestFirst = [...rows].reverse();
  // The times lack a zone, but as text they sort.
  const hasTimes = oldestFirst.every(([, { at }]) => at !== '');
  if (hasTimes) oldestFirst.sort(([, a], [, b]) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const messages = oldestFirst.map(([key, { text }]) => ({ externalId: textIdentity(orderId, key), text }));
  return { messages, hasTimes };
}

type CloseStep = 'close' | 'resend';

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
