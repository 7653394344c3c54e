import type { App } from '../../app';
import { readOffers } from '../../database/queries/storefront-offers';
import { toOfferView } from './offer-view';

/** Where a service is on sale, one offer for each country; `countryIds` keeps only those countries, in that order. `page` counts from 0. */
export async function listCountries(
  app: App,
  o: { serviceId: number; countryIds?: readonly number[]; page: number; pageSize: number },
) {
  const { items, total, page } = await readOffers(app.db, { ...o, now: app.clock.now() });
  return { items: items.map(toOfferView), total, page };
}
