import type { Amount } from '../../domain/money/money';
import type { AcquiredNumber, CloseReply, ProviderFault } from '../../ports/sms-provider';
import { isoOfLetters } from '../kit/countries';
import { readNationalPhone, readSoldPhone } from '../kit/phones';
import { acquired, readRows, type Unread } from '../kit/readings';
import { faultOfPurchase, listOf, objectOf, shapeOf, type VendorReply } from '../kit/reply';
import { type CodeAndText, type Shown, smsText } from '../kit/shown-sms';
import { isJsonObject, type JsonObject, readDecimal, readUnixTime, scalarText } from '../kit/values';
import { readFault, succeeded } from './read-fault';

interface SmsPoolPurchase extends AcquiredNumber {
  readonly lifetimeMs?: number;
}

/** Reads the answer to a purchase. Anything that is neither a whole order nor a clear no is `unknown_outcome`. */
export function readPurchase(reply: VendorReply): SmsPoolPurchase | ProviderFault {
  const shape = shapeOf(reply);
  if (shape.kind !== 'json' || !succeeded(shape.value))
    return faultOfPurchase(readFault(shape, reply.status, 'unknown_outcome'));
  const order = shape.value as JsonObject;
  const orderId = scalarText(order.order_id) ?? scalarText(order.orderid) ?? scalarText(order.order_code);
  const phone = readSoldPhone(order.number) ?? joined(order.cc, order.phonenumber);
  const seconds = Number(order.expires_in);
  const lifetimeMs = seconds > 0 && seconds <= 86_400 ? seconds * 1000 : undefined;
  return acquired({ orderId, phone, cost: readCost(order), lifetimeMs });
}

function joined(callingCode: unknown, phone: unknown): string | undefined {
  const [code, rest] = [scalarText(callingCode), scalarText(phone)];
  return code && rest ? readSoldPhone(code + rest) : undefined;
}

function readCost({ cost, cost_in_cents: cents }: JsonObject): Amount | undefined {
  const whole = typeof cents === 'number' && Number.isInteger(cents) && cents >= 0 ? BigInt(cents) * 100n : undefined;
  return readDecimal(cost, 'up') ?? whole;
}

const REFUNDED = '6';

/**
 * Reads the state of an order. An SMS decides, whatever the number of the status: only 1 (pending), 3 (completed) and 6
 * (refunded) mean the same to everybody, so no other ends an order.
 */
export function readCheck(reply: VendorReply): Shown | ProviderFault {
  const shape = shapeOf(reply);
  const body = objectOf(shape);
  const status = scalarText(body?.status);
  if (!body || status === undefined) return readFault(shape, reply.status, 'unavailable');
  const sms = readSms(body.sms, body.full_sms);
  return sms ? { kind: 'sms', sms } : { kind: status === REFUNDED ? 'ended' : 'waiting' };
}

/** "0" stands for nothing yet. */
export function readSms(code: unknown, text: unknown): CodeAndText | undefined {
  const [known, whole] = [code, text].map((one) => {
    const value = smsText(one);
    return value === '0' ? undefined : value;
  });
  return known === undefined && whole === undefined ? undefined : { code: known, text: whole };
}

/** About 40 seconds must pass from the purchase to a cancel; a refused one is asked again after this. */
const ASK_AGAIN_MS = 15_000;

export function readCancel(reply: VendorReply): CloseReply | ProviderFault {
  const shape = shapeOf(reply);
  if (shape.kind === 'json' && succeeded(shape.value)) return { kind: 'done' };
  if (/cannot be cancell?ed yet/i.test(scalarText(objectOf(shape)?.message) ?? ''))
    return { kind: 'too_early', retryAfterMs: ASK_AGAIN_MS };
  return readFault(shape, reply.status, 'unknown_outcome', 'wrong_state');
}

/** Reads what another SMS would cost. */
export function readResendCost(reply: VendorReply): { kind: 'cost'; cost: Amount } | ProviderFault {
  const shape = shapeOf(reply);
  const body = objectOf(shape);
  if (!body || !succeeded(body)) return refusal(reply, 'unavailable');
  const given = body.resendCost ?? body.charge;
  // A price that cannot be read is a price: another SMS is free or it is not asked for.
  const cost = given === undefined || given === null ? 0n : readDecimal(given, 'up');
  return cost === undefined ? readFault(shape, reply.status, 'unavailable') : { kind: 'cost', cost };
}

export function readResend(reply: VendorReply): CloseReply | ProviderFault {
  const shape = shapeOf(reply);
  return shape.kind === 'json' && succeeded(shape.value) ? { kind: 'done' } : refusal(reply, 'unknown_outcome');
}

/** Before its first SMS an order has nothing to ask again for; the sentence is "... that has received a SMS". */
const refusal = (reply: VendorReply, unclear: 'unavailable' | 'unknown_outcome'): ProviderFault =>
  readFault(shapeOf(reply), reply.status, unclear, 'wrong_state');

interface ActiveRow {
  readonly orderId: string;
  readonly phone: string;
  /** As people read it, such as "Telegram". */
  readonly service?: string;
  /** Such as "US"; one country may have several, "US_V" for its virtual numbers. */
  readonly shortName?: string;
  readonly sms?: CodeAndText;
  readonly expiresAt?: Date;
}

const OVER = /refund|cancel|expire/i;

/**
 * Reads the list of open orders.
 */
export function readActive(reply: VendorReply): ({ kind: 'rows'; rows: ActiveRow[] } & Unread) | ProviderFault {
  const shape = shapeOf(reply);
  const list = listOf(shape);
  if (!list) return readFault(shape, reply.status, 'unavailable');
  const isOver = (item: unknown) => isJsonObject(item) && OVER.test(scalarText(item.status) ?? '');
  return readRows(
    list.filter((item) => !isOver(item)),
    readRow,
  );
}

function readRow(item: unknown): ActiveRow | undefined {
  if (!isJsonObject(item)) return undefined;
  const orderId = scalarText(item.order_code) ?? scalarText(item.order_id);
  const shortName = scalarText(item.short_name);
  const phone = readNationalPhone(item.phonenumber, isoOfLetters(shortName));
  if (orderId === undefined || phone === undefined) return undefined;
  return {
    orderId,
    phone,
    service: scalarText(item.service),
    shortName,
    sms: readSms(item.code, item.full_code),
    expiresAt: readUnixTime(item.expiry),
  };
}
