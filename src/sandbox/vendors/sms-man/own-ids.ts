import type { CatalogueRow } from '../account/shelf';
import { defaultCatalogue } from '../handler-api/default-catalogue';
import { countryIso, countryName } from '../kernel/country-ids';
import { knownServices, serviceName } from '../kernel/service-names';

/** This vendor numbers countries and applications in its own way; here they are the market's, counted from 1. */
const ownCountry = (marketId: string): string => String(Number(marketId) + 1);
const marketCountry = (id: string): string => String(Number(id) - 1);
const ownApplication = (service: string): string => String(knownServices.indexOf(service) + 1);
const serviceOf = (application: string): string | undefined => knownServices[Number(application) - 1];

export const isoOfCountry = (id: string): string | undefined => countryIso(marketCountry(id));

export const countryRow = (id: string): object => ({
  id,
  title: countryName(marketCountry(id)),
  code: isoOfCountry(id) ?? '',
});

export function applicationRow(id: string): object {
  const service = serviceOf(id);
  return { id, name: service ? serviceName(service) : `Application ${id}`, code: service ?? id };
}

export const smsManCatalogue = (): CatalogueRow[] =>
  defaultCatalogue().map((row) => ({
    ...row,
    service: ownApplication(row.service),
    country: ownCountry(row.country),
  }));
