import type { PriceRow, ProviderFault } from '../../ports/sms-provider';
import { isJsonObject } from '../parse-json';
import { readDecimal } from '../read-decimal';
import type { VendorReply } from '../vendor-reply';
import { readBody } from './read-body';
import { readFault } from './read-fault';

/**
 * Reads `{country: {service: {cost, count}}}`. Empty tables come as `{}` or `[]`; one shop has a row without a country
 * id, which is left out, as is any row whose price is not a plain decimal.
 */
export function readPrices(answer: VendorReply): { kind: 'prices'; rows: PriceRow[] } | ProviderFault {
  const reading = readBody(answer);
  if (reading.kind !== 'json') return readFault(reading, answer.status, 'unavailable');
  const tables = Array.isArray(reading.value) ? reading.value : [reading.value];
  const rows: PriceRow[] = [];
  for (const table of tables) {
    if (!isJsonObject(table)) continue;
    for (const [countryCode, services] of Object.entries(table)) {
      if (countryCode === '' || !isJsonObject(services)) continue;
      for (const [serviceCode, cell] of Object.entries(services)) {
        const row = readCell(serviceCode, countryCode, cell);
        if (row) rows.push(row);
      }
    }
  }
  return { kind: 'prices', rows };
}

function readCell(serviceCode: string, countryCode: string, cell: unknown): PriceRow | undefined {
  if (!isJsonObject(cell)) return undefined;
  const cost = readDecimal(cell.cost, 'up');
  const count = Number(cell.count);
  return cost !== undefined && Number.isInteger(count) && count >= 0
    ? { serviceCode, countryCode, cost, count }
    : undefined;
}
