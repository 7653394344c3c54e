import type { App } from '../../app';
import type { Amount } from '../../domain/money/money';
import { getOffer } from './get-offer';

/** What one person may wait for at a time, and for how long. */
export const MOST_WISHES = 10;
export const WISH_DAYS = 30;

type WishOutcome =
  | {
      readonly kind: 'waiting';
      readonly offer: NonNullable<Awaited<ReturnType<typeof getOffer>>>;
      readonly ceiling: Amount;
    }
  | { readonly kind: 'offer_gone' }
  | { readonly kind: 'too_many' };

/** Has somebody told, once, when an offer is back for at most `ceiling`; 0: for what it costs them now. */
export async function wishRestock(
  app: App,
  o: { userId: bigint; offerId: number; ceiling: Amount },
): Promise<WishOutcome> {
  const offer = await getOffer(app, o);
  if (!offer?.isOnSale) return { kind: 'offer_gone' };
  const ceiling = o.ceiling > 0n ? o.ceiling : offer.price;
  const isPut = await app.db.restockWishes.put({ ...o, ceiling, most: MOST_WISHES, now: app.clock.now() });
  return isPut ? { kind: 'waiting', offer, ceiling } : { kind: 'too_many' };
}

/** Tells those whose offer is back. Returns how many. */
export async function tellRestocked(app: App): Promise<number> {
  const told = await app.db.restockWishes.tell(app.clock.now(), 200);
  if (told > 0) app.wake('outbox');
  return told;
}
