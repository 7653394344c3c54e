import type { Amount } from '../../domain/money/money';
import type { ProviderFault } from '../../ports/sms-provider';
import type { JsonObject } from '../parse-json';
import { isJsonObject, scalarText } from '../parse-json';
import { readDecimal } from '../read-decimal';
import type { VendorReply } from '../vendor-reply';
import { readAnswer, readFault, rowsOf } from './read-answer';

export interface SmsManPrice {
  readonly serviceCode: string;
  readonly countryCode: string;
  readonly cost: Amount;
  /** Some answers leave it out; `limits` has it. */
  readonly count?: number;
}

/**
 * Reads `get-prices`: `{country: {application: {cost, count}}}`, or rows that name both themselves. A row whose price is not a
 * plain decimal is left out.
 */
export function readPrices(answer: VendorReply): { kind: 'prices'; rows: SmsManPrice[] } | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind !== 'data') return readFault(reading, answer.status, 'unavailable');
  const entries = Array.isArray(reading.value) ? reading.value.entries() : Object.entries(reading.value as object);
  const rows: SmsManPrice[] = [];
  for (const [key, value] of entries) {
    if (!isJsonObject(value)) continue;
    if ('cost' in value) add(rows, scalarText(value.country_id), scalarText(value.application_id), value);
    else for (const [service, cell] of Object.entries(value)) add(rows, String(key), service, cell);
  }
  return { kind: 'prices', rows };
}

function add(rows: SmsManPrice[], country: string | undefined, service: string | undefined, cell: unknown): void {
  if (country === undefined || service === undefined || !isJsonObject(cell)) return;
  const cost = readDecimal(cell.cost, 'up');
  if (cost !== undefined) rows.push({ serviceCode: service, countryCode: country, cost, count: whole(cell, 'count') });
}

/** Reads `limits`: how many numbers there are, by `country/application`. */
export function readLimits(answer: VendorReply): { kind: 'limits'; counts: Map<string, number> } | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind !== 'data') return readFault(reading, answer.status, 'unavailable');
  const counts = new Map<string, number>();
  for (const row of rowsOf(reading.value)) {
    if (!isJsonObject(row)) continue;
    const [country, service] = [scalarText(row.country_id), scalarText(row.application_id)];
    const count = whole(row, 'numbers');
    if (country !== undefined && service !== undefined && count !== undefined)
      counts.set(`${country}/${service}`, count);
  }
  return { kind: 'limits', counts };
}

function whole(row: JsonObject, name: string): number | undefined {
  const count = Number(scalarText(row[name]) ?? Number.NaN);
  return Number.isInteger(count) && count >= 0 ? count : undefined;
}
