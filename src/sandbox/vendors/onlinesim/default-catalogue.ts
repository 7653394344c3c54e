import type { CatalogueRow } from '../account/shelf';
import { defaultCatalogue } from '../handler-api/default-catalogue';
import { countryIso } from '../kernel/country-ids';
import { knownServices, serviceName } from '../kernel/service-names';
import { phoneCodeOf } from './phone-countries';

/** The vendor's word for a service: small letters without blanks. */
export const slugOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '');

const nameBySlug = new Map(knownServices.map((code) => [slugOf(serviceName(code)), serviceName(code)]));

/** The name behind a slug; the slug itself for a service that only a test knows. */
export const nameOfSlug = (slug: string): string => nameBySlug.get(slug) ?? slug;

/** The common offers under this vendor's codes; of two countries with one telephone code the first counts. */
export function onlineSimCatalogue(): CatalogueRow[] {
  const rows = new Map<string, CatalogueRow>();
  for (const row of defaultCatalogue()) {
    const iso = countryIso(row.country);
    if (iso === undefined) continue;
    const own = { ...row, service: slugOf(serviceName(row.service)), country: phoneCodeOf(iso) };
    if (!rows.has(`${own.country}/${own.service}`)) rows.set(`${own.country}/${own.service}`, own);
  }
  return [...rows.values()];
}
