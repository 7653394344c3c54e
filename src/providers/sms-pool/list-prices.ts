import type { PriceFilter, PriceList, ProviderFault } from '../../ports/sms-provider';
import type { Ask } from '../vendor-adapter';
import { readPrice, readPricing, readStock } from './read-tables';

/** One service in one country has a stock; tables of more have prices alone. */
export async function listPrices(
  ask: Ask,
  { serviceCode, countryCode }: PriceFilter,
): Promise<PriceList | ProviderFault> {
  const wanted = { country: countryCode, service: serviceCode };
  if (serviceCode === undefined || countryCode === undefined) return ask('request/pricing', wanted, readPricing);
  const price = await ask('request/price', wanted, readPrice);
  if (price.kind === 'fault') return price;
  const stock = await ask('sms/stock', wanted, readStock);
  if (stock.kind === 'fault') return stock;
  return { kind: 'prices', rows: [{ serviceCode, countryCode, cost: price.cost, count: stock.count }] };
}
