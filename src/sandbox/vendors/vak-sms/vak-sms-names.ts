import type { CatalogueRow } from '../account/shelf';
import { defaultCatalogue } from '../handler-api/default-catalogue';
import { countryIso } from '../kernel/country-ids';

/** VAK-SMS names countries by two small letters, and services as the market does. */
export const isoOf = (country: string): string => country.toUpperCase();

const nameOf = new Intl.DisplayNames(['en'], { type: 'region' });

export function nameOfCountry(country: string): string {
  try {
    return nameOf.of(isoOf(country)) ?? country;
  } catch {
    return country;
  }
}

/** The common offers under this vendor's codes; the second market number of a country is left out. */
export function vakCatalogue(): CatalogueRow[] {
  const rows = new Map<string, CatalogueRow>();
  for (const row of defaultCatalogue()) {
    const country = countryIso(row.country)!.toLowerCase();
    const key = `${country}/${row.service}`;
    if (!rows.has(key)) rows.set(key, { ...row, country });
  }
  return [...rows.values()];
}
