import type { Amount } from '../../domain/money/money';
import type { PriceRow, ProviderFault } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import { providerFault } from '../provider-fault';
import { readDecimal } from '../read-decimal';
import type { VendorReply } from '../vendor-reply';
import { readAnswer, readFault } from './read-answer';

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
