import type { ProviderFault, SupplierCatalogue } from '../../ports/sms-provider';
import type { Ask } from '../vendor-adapter';
import type { HandlerDialect } from './dialect';
import { readCatalogueOfPrices, readCountries, readServices } from './read-catalogue';

/** From the lists that the shop has, or gathered from its price table. */
export async function listCatalogue(
  ask: Ask,
  { catalogue }: HandlerDialect,
): Promise<SupplierCatalogue | ProviderFault> {
  if (catalogue === 'prices') return ask('getPrices', {}, readCatalogueOfPrices);
  const services = await ask('getServicesList', {}, readServices);
  if (services.kind === 'fault') return services;
  const countries = await ask('getCountries', {}, readCountries);
  return countries.kind === 'fault' ? countries : { ...services, ...countries, kind: 'catalogue' };
}
