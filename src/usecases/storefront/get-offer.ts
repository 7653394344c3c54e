import type { App } from '../../app';
import { type OwnOfferRow, readOffer } from '../../database/queries/storefront-offers';
import { type OfferView, toOfferView } from './offer-view';

type OwnOffer = OfferView & Omit<OwnOfferRow, keyof OfferView | 'ended' | 'completed'>;

/** An offer as one user sees it, with their wallet and their price. Undefined when there never was such an offer (or user). */
export async function getOffer(app: App, o: { offerId: number; userId: bigint }): Promise<OwnOffer | undefined> {
  const row = await readOffer(app.db, { ...o, now: app.clock.now() });
  if (!row) return undefined;
  const { available, held, debt, listPrice, promoCode, promoSays, wishCeiling, ...offer } = row;
  return { ...toOfferView(offer), available, held, debt, listPrice, promoCode, promoSays, wishCeiling };
}
