import type { PriceFilter, PriceList, ProviderCatalogue, ProviderFault } from '../../ports/sms-provider';
import { providerFault } from '../kit/reply';
import type { FollowLink } from './follow-link';
import { readPrice, readQuantity, readServices } from './read-account';
import { COUNTRY } from './verifications';

/** Price and stock of one service, by a question each. */
export async function listPrices(
  follow: FollowLink,
  { serviceCode, countryCode = COUNTRY }: PriceFilter,
): Promise<PriceList | ProviderFault> {
  if (countryCode !== COUNTRY) return { kind: 'prices', rows: [] };
  if (serviceCode === undefined) return providerFault('unsupported', 'prices are told for one service at a time');
  const body = { serviceName: serviceCode, capability: 'sms', numberType: 'mobile', areaCode: false, carrier: false };
  const price = await follow({ href: '/pricing/verifications', method: 'POST' }, { name: 'pricing', body }, readPrice);
  if (price.kind === 'fault') return price;
  const inventory = { href: '/inventory/verifications', method: 'POST' } as const;
  const quantity = await follow(inventory, { name: 'inventory', body }, readQuantity);
  if (quantity.kind === 'fault') return quantity;
  return { kind: 'prices', rows: [{ serviceCode, countryCode, cost: price.cost, count: quantity.count }] };
}

export async function listCatalogue(follow: FollowLink): Promise<ProviderCatalogue | ProviderFault> {
  const query = { numberType: 'mobile', reservationType: 'verification' };
  const read = await follow({ href: '/services', method: 'GET' }, { name: 'services', query }, readServices);
  if (read.kind === 'fault') return read;
  const countries = [{ code: COUNTRY, name: 'United States', iso: 'US' }];
  return { kind: 'catalogue', services: read.services, countries };
}
