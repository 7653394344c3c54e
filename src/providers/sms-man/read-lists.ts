import type { ProviderFault, SupplierCatalogue } from '../../ports/sms-provider';
import { countryIsoByName } from '../country-iso';
import { isJsonObject, scalarText } from '../parse-json';
import type { VendorReply } from '../vendor-reply';
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
): { kind: 'services'; services: SupplierCatalogue['services'] } | ProviderFault {
  const named = readNamed(answer);
  if (named.kind === 'fault') return named;
  return { kind: 'services', services: named.rows.map(({ code, name }) => ({ code, name })) };
}

/** Reads `countries`. */
export function readCountries(
  answer: VendorReply,
): { kind: 'countries'; countries: SupplierCatalogue['countries'] } | ProviderFault {
  const named = readNamed(answer);
  if (named.kind === 'fault') return named;
  const countries = named.rows.map(({ code, name, short }) => ({
    code,
    name,
    iso: short !== undefined && /^[A-Z]{2}$/.test(short) ? short : countryIsoByName(name),
  }));
  return { kind: 'countries', countries };
}
