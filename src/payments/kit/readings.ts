import { plainDecimal } from '../../domain/money/decimal';
import { isJsonObject, type JsonObject, parseExactJson, scalarText } from '../../platform/vendor/json';
import {
  outlineOf,
  quoteForOperator,
  type ReplyShape,
  shapeOf,
  type Unclear,
  type VendorReply,
} from '../../platform/vendor/reply';
import type { DeliveryVerdict, ForeignMoney, PaymentDelivery, PaymentFault } from '../../ports/payment-provider';

export function paymentFault(fault: PaymentFault['fault'], detail: string): PaymentFault {
  return { kind: 'fault', fault, detail };
}

/** What an answer is, with every number in it as text. */
export const exactShape = (reply: VendorReply): ReplyShape => shapeOf(reply, parseExactJson);

const BY_STATUS: Readonly<Record<number, PaymentFault['fault']>> = {
  400: 'invalid',
  401: 'auth',
  403: 'auth',
  404: 'not_found',
  409: 'invalid',
  422: 'invalid',
  429: 'rate_limited',
};

/**
 * What a refusal means by its status, for protocols that use it so. A page of somebody on the way proves nothing, whatever its
 * status. `word` is the provider's own.
 */
export function faultByStatus(shape: ReplyShape, status: number, unclear: Unclear, word?: unknown): PaymentFault {
  const isTheirs = shape.kind === 'json' || shape.kind === 'empty';
  const said = scalarText(word);
  const detail = said === undefined ? outlineOf(shape, status) : `HTTP ${status}: ${quoteForOperator(said)}`;
  return paymentFault((isTheirs && BY_STATUS[status]) || unclear, detail);
}

const CURRENCY = /^[A-Za-z0-9._-]{2,20}$/;

/** Money as a provider names it; undefined when either half cannot be read. `amount` must come from exact JSON. */
export function foreignMoney(amount: unknown, currency: unknown): ForeignMoney | undefined {
  const [plain, code] = [plainDecimal(amount), scalarText(currency)];
  return plain === undefined || code === undefined || !CURRENCY.test(code)
    ? undefined
    : { amount: plain, currency: code.toUpperCase() };
}

/** Seconds since the epoch, as text or from exact JSON. */
export function unixTime(value: unknown): Date | undefined {
  const text = scalarText(value);
  return text !== undefined && /^\d{1,11}(\.\d+)?$/.test(text) ? new Date(Math.floor(Number(text)) * 1000) : undefined;
}

/** A link that a person can be sent to. */
export function payLink(value: unknown): string | undefined {
  const text = scalarText(value);
  return text !== undefined && /^https?:\/\//.test(text) && URL.canParse(text) ? text : undefined;
}

/** The rows of a list that were understood; undefined when one was not, since half a list would be taken for the whole. */
export function readAll<Row>(list: unknown, read: (row: JsonObject) => Row | undefined): Row[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const rows = list.map((one: unknown) => (isJsonObject(one) ? read(one) : undefined));
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

/** The JSON object that was delivered, with every number as text. */
export function deliveredObject({ body }: PaymentDelivery): JsonObject | undefined {
  const value = parseExactJson(body.toString('utf8').replace(/^\uFEFF/, ''));
  return isJsonObject(value) ? value : undefined;
}

export const forged = (detail: string): DeliveryVerdict => ({ kind: 'forged', detail });
export const unreadable = (detail: string): DeliveryVerdict => ({ kind: 'unreadable', detail });
