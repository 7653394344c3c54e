import type { Amount } from '../../domain/money/money';
import type { AcquiredNumber, CloseReply, PriceRow, ProviderBalance, ProviderFault } from '../../ports/sms-provider';
import { readSoldPhone } from '../kit/phones';
import { type Cell, cellsOf, readTable, readTiers, rowsOrFault, type Table } from '../kit/price-tables';
import { acquired, balance, bodyOf, type WordReading, wordReaders } from '../kit/readings';
import { faultOfPurchase, providerFault, shapeOf, type VendorReply } from '../kit/reply';
import { smsText } from '../kit/shown-sms';
import { isJsonObject, readDecimal, scalarText } from '../kit/values';

/** `{"error": "<word>"}`, or data. */
const words = wordReaders({
  called: 'word',
  wordOf: (body) => scalarText(body.error),
  words: {
    auth: 'apiKeyNotFound userNotFound',
    balance_empty: 'noMoney',
    out_of_stock: 'noNumber',
    mapping: 'noService noCountry noOperator badService badData',
    wrong_state: 'badStatus',
    gone: 'idNumNotFound',
  },
});
export const { readFault } = words;
export const readAnswer = (reply: VendorReply): WordReading =>
  reply.status >= 300 ? { kind: 'unclear', shape: shapeOf(reply) } : words.readAnswer(reply);

/** Reads `getNumber`: `{tel, idNum}`. Anything that is neither an order nor a clear no is `unknown_outcome`. */
export function readPurchase(reply: VendorReply): AcquiredNumber | ProviderFault {
  const reading = readAnswer(reply);
  const body = bodyOf(reading);
  if (!body) return faultOfPurchase(readFault(reading, reply.status, 'unknown_outcome'));
  return acquired({ orderId: scalarText(body.idNum), phone: readSoldPhone(body.tel) });
}

type VakState = { readonly kind: 'waiting' } | { readonly kind: 'code'; readonly value: string };

/** Reads `getSmsCode`: `{smsCode}`, null while it waits. Of a list, which the vendor gives to those who ask for all, the last counts. */
export function readCode(reply: VendorReply): VakState | ProviderFault {
  const reading = readAnswer(reply);
  const body = bodyOf(reading);
  if (!body || !Object.hasOwn(body, 'smsCode')) return readFault(reading, reply.status, 'unavailable');
  const { smsCode } = body;
  const value = smsText(Array.isArray(smsCode) ? smsCode.at(-1) : smsCode);
  return value === undefined ? { kind: 'waiting' } : { kind: 'code', value };
}

/** An SMS is under way to the number, the vendor says, and does not say how long. */
const ASK_AGAIN_MS = 15_000;

/** Reads `setStatus`: `ready` and `update` are the two forms of yes; what forbids a cancel is a status too. */
export function readStatus(reply: VendorReply): CloseReply | ProviderFault {
  const reading = readAnswer(reply);
  switch (reading.kind === 'word' ? reading.word : scalarText(bodyOf(reading)?.status)) {
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

export function readBalance(reply: VendorReply): ProviderBalance | ProviderFault {
  const reading = readAnswer(reply);
  return balance(bodyOf(reading)?.balance) ?? readFault(reading, reply.status, 'unavailable');
}

/** Reads `getCountNumber` with its price: `{"tg": 100, "price": 20}`. A price of 0 stands for an offer that there is not. */
export function readPrice(reply: VendorReply): { kind: 'price'; price: Amount } | ProviderFault {
  const reading = readAnswer(reply);
  const price = readDecimal(bodyOf(reading)?.price, 'up');
  if (price === 0n) return providerFault('out_of_stock', 'no price');
  return price === undefined ? readFault(reading, reply.status, 'unavailable') : { kind: 'price', price };
}

/** Reads `getCountNumberList` of one country: `{"tg": {"count": 100, "price": 20}}`. */
export function readPrices(countryCode: string, reply: VendorReply): Table<PriceRow> | ProviderFault {
  const reading = readAnswer(reply);
  const body = bodyOf(reading);
  if (!body) return readFault(reading, reply.status, 'unavailable');
  const read = ({ path: [service], value }: Cell): PriceRow[] | undefined =>
    readTiers(value)?.map((tier) => ({ serviceCode: service!, countryCode, ...tier }));
  return readTable(cellsOf(body, 1), read, ({ value }) => value);
}

/** Reads `getCountryList`: `[{countryName, countryCode, operatorList}]`. */
export function readCountries(reply: VendorReply): { kind: 'countries'; codes: string[] } | ProviderFault {
  const reading = readAnswer(reply);
  if (reading.kind !== 'data' || !Array.isArray(reading.value)) return readFault(reading, reply.status, 'unavailable');
  const codes = rowsOrFault(
    readTable(reading.value as unknown[], (row) => {
      const code = isJsonObject(row) ? scalarText(row.countryCode) : undefined;
      return code === undefined ? undefined : [code];
    }),
  );
  return Array.isArray(codes) ? { kind: 'countries', codes } : codes;
}
