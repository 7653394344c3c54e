import type { Amount } from '../../domain/money/money';
import type { ProviderBalance, ProviderCatalogue, ProviderFault } from '../../ports/sms-provider';
import { countryIsoByName } from '../kit/countries';
import { balance, bodyOf } from '../kit/readings';
import type { VendorReply } from '../kit/reply';
import { isJsonObject, type JsonObject, readDecimal, scalarText } from '../kit/values';
import { readAnswer, readFault, rowsOf } from './read-answer';

interface NamedRow {
  readonly code: string;
  readonly name: string;
  /** The vendor's short word beside the id: `tg`, or `RU`. */
  readonly short?: string;
}

function readNamed(answer: VendorReply): { kind: 'rows'; rows: NamedRow[] } | ProviderFault {
  const reading = readAnswer(answer);
  if (reading.kind !== 'data') return readFault(reading, answer.status, 'unavailable');
  const given = rowsOf(reading.value);
  const rows = given.filter(isJsonObject).flatMap((row): NamedRow[] => {
    const code = scalarText(row.id);
    if (code === undefined) return [];
    const short = scalarText(row.code);
    return [{ code, name: scalarText(row.title) ?? scalarText(row.name) ?? short ?? code, short }];
  });
  return rows.length === 0 && given.length > 0
    ? readFault(reading, answer.status, 'unavailable')
    : { kind: 'rows', rows };
}

/** Reads `applications`. */
export function readServices(
  answer: VendorReply,
): { kind: 'services'; services: ProviderCatalogue['services'] } | ProviderFault {
  const named = readNamed(answer);
  if (named.kind === 'fault') return named;
  return { kind: 'services', services: named.rows.map(({ code, name }) => ({ code, name })) };
}

/** Reads `countries`. */
export function readCountries(
  answer: VendorReply,
): { kind: 'countries'; countries: ProviderCatalogue['countries'] } | ProviderFault {
  const named = readNamed(answer);
  if (named.kind === 'fault') return named;
  const countries = named.rows.map(({ code, name, short }) => ({
    code,
    name,
    iso: short !== undefined && /^[A-Z]{2}$/.test(short) ? short : countryIsoByName(name),
  }));
  return { kind: 'countries', countries };
}

interface SmsManPrice {
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

/** Reads `get-balance`: `{balance}`. */
export function readBalance(answer: VendorReply): ProviderBalance | ProviderFault {
  const reading = readAnswer(answer);
  return balance(bodyOf(reading)?.balance) ?? readFault(reading, answer.status, 'unavailable');
}
