import type { App } from '../../app';
import { readOffer } from '../../database/queries/storefront-offers';
import type { Amount } from '../../domain/money/money';
import { type OfferView, toOfferView } from './offer-view';

/** An offer as one user sees it, with his wallet. Undefined when there never was such an offer (or user). */
export async function getOffer(
  app: App,
  o: { offerId: number; userId: bigint },
): Promise<(OfferView & { available: Amount; held: Amount; debt: Amount }) | undefined> {
  const row = await readOffer(app.db, { ...o, now: app.clock.now() });
  if (!row) return undefined;
  const { available, held, debt, ...offer } = row;
  return { ...toOfferView(offer), available, held, debt };
}
