import type { App } from '../../app';
import { type ResaleOfferRow, readResaleOffers } from '../../database/queries/resale-catalogue';

/** Everything on sale at the prices of a price group, by country and service; `count` is what can be delivered now. */
export function listOffersForResale(
  app: App,
  { priceGroupId }: { priceGroupId: number | null },
): Promise<ResaleOfferRow[]> {
  return readResaleOffers(app.db, { priceGroupId, now: app.clock.now() });
}
