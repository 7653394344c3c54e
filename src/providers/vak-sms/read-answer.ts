import type { Amount } from '../../domain/money/money';
import type { AcquiredNumber, CloseReply, PriceRow, ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import {
  faultOfPurchase,
  notUnderstood,
  providerFault,
  quoteForOperator,
  type ReplyShape,
  shapeOf,
  type Unclear,
  type VendorReply,
} from '../kit/reply';
import { isJsonObject, readDecimal, readPhone, scalarText } from '../kit/values';

type VakReading =
  | { readonly kind: 'data'; readonly value: unknown }
  /** A no, in one word. */
  | { readonly kind: 'error'; readonly word: string }
  | { readonly kind: 'unclear'; readonly shape: ReplyShape };

/** Sorts an answer: `{"error": "<word>"}`, or data. */
export function readAnswer(reply: VendorReply): VakReading {
  const shape = shapeOf(reply);
  if (shape.kind !== 'json' || reply.status >= 300) return { kind: 'unclear', shape };
  const word = isJsonObject(shape.value) ? scalarText(shape.value.error) : undefined;
  return word === undefined ? { kind: 'data', value: shape.value } : { kind: 'error', word };
}

const WORDS: ReadonlyMap<string, ProviderFaultKind> = new Map([
  ['apiKeyNotFound', 'auth'],
  ['noMoney', 'balance_empty'],
  ['noNumber', 'out_of_stock'],
  ['noService', 'mapping'],
  ['noCountry', 'mapping'],
  ['noOperator', 'mapping'],
  ['badService', 'mapping'],
  ['badData', 'mapping'],
  ['badStatus', 'wrong_state'],
  ['idNumNotFound', 'gone'],
]);

/** What an answer says when it is not the wanted one. */
export function readFault(reading: VakReading, status: number, unclear: Unclear): ProviderFault {
  if (reading.kind === 'unclear') return notUnderstood(reading.shape, status, unclear);
  if (reading.kind === 'data') return notUnderstood({ kind: 'json', value: reading.value }, status, unclear);
  const known = WORDS.get(reading.word);
  return known === undefined
    ? providerFault(unclear, `unknown word: ${quoteForOperator(reading.word)}`)
    : providerFault(known, reading.word);
}

const ORDER_ID = /^[\w-]{1,64}$/;

/** Reads `getNumber`: `{tel, idNum}`. Anything that is neither an order nor a clear no is `unknown_outcome`. */
export function readPurchase(reply: VendorReply): AcquiredNumber | ProviderFault {
  const reading = readAnswer(reply);
  if (reading.kind !== 'data' || !isJsonObject(reading.value))
    return faultOfPurchase(readFault(reading, reply.status, 'unknown_outcome'));
  const orderId = scalarText(reading.value.idNum);
  const phone = readPhone(reading.value.tel);
  if (orderId === undefined || !ORDER_ID.test(orderId) || phone === undefined)
    return providerFault('unknown_outcome', 'bought, but the order cannot be read');
  return { kind: 'acquired', orderId, phone };
}

type VakState = { readonly kind: 'waiting' } | { readonly kind: 'code'; readonly value: string };

/** Reads `getSmsCode`: `{smsCode}`, null while it waits. Of a list, which the vendor gives to those who ask for all, the last counts. */
export function readCode(reply: VendorReply): VakState | ProviderFault {
  const reading = readAnswer(reply);
  if (reading.kind !== 'data' || !isJsonObject(reading.value) || !Object.hasOwn(reading.value, 'smsCode'))
    return readFault(reading, reply.status, 'unavailable');
  const { smsCode } = reading.value;
  if (smsCode === null) return { kind: 'waiting' };
  const value = scalarText(Array.isArray(smsCode) ? smsCode.at(-1) : smsCode);
  return value === undefined ? { kind: 'waiting' } : { kind: 'code', value };
}

/** An SMS is under way to the number, the vendor says, and does not say how long. */
const ASK_AGAIN_MS = 15_000;

/** Reads `setStatus`: `ready` and `update` are the two forms of yes; what forbids a cancel is a status too. */
export function readStatus(reply: VendorReply): CloseReply | ProviderFault {
  const reading = readAnswer(reply);
  const word = reading.kind === 'data' && isJsonObject(reading.value) ? scalarText(reading.value.status) : undefined;
  switch (reading.kind === 'error' ? reading.word : word) {
    case 'ready':
    case 'update':
      return { kind: 'done' };
    case 'smsReceived':
      return { kind: 'has_code' };
    case 'waitSMS':
      return { kind: 'too_early', retryAfterMs: ASK_AGAIN_MS };
    default:
      return readFault(reading, reply.status, 'unknown_outcome');
  }
}

export function readBalance(reply: VendorReply): { kind: 'balance'; amount: Amount } | ProviderFault {
  const reading = readAnswer(reply);
  const given = reading.kind === 'data' && isJsonObject(reading.value) ? reading.value.balance : undefined;
  const amount = readDecimal(given, 'down');
  return amount === undefined ? readFault(reading, reply.status, 'unavailable') : { kind: 'balance', amount };
}

/** Reads `getCountNumber` with its price: `{"tg": 100, "price": 20}`. A price of 0 stands for an offer that there is not. */
export function readPrice(reply: VendorReply): { kind: 'price'; price: Amount } | ProviderFault {
  const reading = readAnswer(reply);
  const given = reading.kind === 'data' && isJsonObject(reading.value) ? reading.value.price : undefined;
  const price = readDecimal(given, 'up');
  if (price === 0n) return providerFault('out_of_stock', 'no price');
  return price === undefined ? readFault(reading, reply.status, 'unavailable') : { kind: 'price', price };
}

/** Reads `getCountNumberList` of one country: `{"tg": {"count": 100, "price": 20}}`. Rows without a plain price are left out. */
export function readPrices(
  countryCode: string,
  reply: VendorReply,
): { kind: 'prices'; rows: PriceRow[] } | ProviderFault {
  const reading = readAnswer(reply);
  if (reading.kind !== 'data' || !isJsonObject(reading.value)) return readFault(reading, reply.status, 'unavailable');
  const rows = Object.entries(reading.value).flatMap(([serviceCode, cell]): PriceRow[] => {
    if (!isJsonObject(cell)) return [];
    const [cost, count] = [readDecimal(cell.price, 'up'), Number(cell.count)];
    if (cost === undefined || !Number.isInteger(count) || count < 0) return [];
    return [{ serviceCode, countryCode, cost, count }];
  });
  return { kind: 'prices', rows };
}

/** Reads `getCountryList`: `[{countryName, countryCode, operatorList}]`. */
export function readCountries(reply: VendorReply): { kind: 'countries'; codes: string[] } | ProviderFault {
  const reading = readAnswer(reply);
  if (reading.kind !== 'data' || !Array.isArray(reading.value)) return readFault(reading, reply.status, 'unavailable');
  const codes = reading.value.flatMap((row) => (isJsonObject(row) ? (scalarText(row.countryCode) ?? []) : []));
  return { kind: 'countries', codes };
}
