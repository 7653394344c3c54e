import type { PriceFilter, PriceList, ProviderFault, SupplierCatalogue } from '../../ports/sms-provider';
import type { FiveSimAsk } from './five-sim-ask';
import { readCountries, readServices } from './read-catalogue';
import { cheapestOfOperators, readOperatorPrices } from './read-prices';

/** What each operator takes. Services and countries change places in an answer about a service alone. */
export function askOperatorPrices(ask: FiveSimAsk, { serviceCode, countryCode }: PriceFilter) {
  const productFirst = serviceCode !== undefined && countryCode === undefined;
  const query = { country: countryCode, product: serviceCode };
  return ask('guest/prices', { query }, (reply) => readOperatorPrices(reply, productFirst));
}

/** The best price in each place, whoever the operator is. */
export async function listPrices(ask: FiveSimAsk, filter: PriceFilter): Promise<PriceList | ProviderFault> {
  const prices = await askOperatorPrices(ask, filter);
  return prices.kind === 'fault' ? prices : { kind: 'prices', rows: cheapestOfOperators(prices.rows) };
}

export async function listCatalogue(ask: FiveSimAsk): Promise<SupplierCatalogue | ProviderFault> {
  const known = await ask('guest/countries', {}, readCountries);
  if (known.kind === 'fault') return known;
  const sold = await ask('guest/products', { path: ['any', 'any'] }, readServices);
  return sold.kind === 'fault' ? sold : { kind: 'catalogue', services: sold.services, countries: known.countries };
}
