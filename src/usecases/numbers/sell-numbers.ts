import type { App } from '../../app';
import { readObstacle } from '../../database/queries/unsold-numbers';
import type { Obstacle } from '../../domain/number/number-status';
import { offer } from '../../resources/offer';
import { route } from '../../resources/route';
import { type Author, createRow, type SaveOutcome, updateRow } from '../catalogue/save-row';

export type SellNumbersOutcome =
  | { readonly kind: 'selling' }
  /** There is no offer yet, and nobody said what a number costs. */
  | { readonly kind: 'price_needed' }
  /** Somebody switched it off, or it buys on demand; that is for them to change. */
  | { readonly kind: 'in_the_way'; readonly obstacle: Obstacle }
  | { readonly kind: 'refused'; readonly outcome: Exclude<SaveOutcome, { kind: 'saved' }> };

/** An offer, its route, and their switches: so many things can be missing. */
const MOST_STEPS = 4;

/** Lets buyers have the numbers of a provider for one service in one country: makes the offer and the route that lack. */
export async function sellNumbers(
  app: App,
  o: Author & { providerId: number; serviceId: number; countryId: number; price?: bigint },
): Promise<SellNumbersOutcome> {
  const { providerId, serviceId, countryId, price, ...author } = o;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const found = await readObstacle(app.db, o);
    if (!found) return { kind: 'selling' };
    const { obstacle, offerId, routeId } = found;
    let outcome: SaveOutcome;
    if (obstacle === 'NO_OFFER') {
      if (price === undefined) return { kind: 'price_needed' };
      outcome = await createRow(app, offer, { serviceId, countryId, price }, author);
    } else if (obstacle === 'OFFER_OFF') outcome = await updateRow(app, offer, offerId!, { isActive: true }, author);
    else if (obstacle === 'NO_ROUTE')
      outcome = await createRow(app, route, { offerId: offerId!, providerId, isPool: true }, author);
    else if (obstacle === 'ROUTE_OFF') outcome = await updateRow(app, route, routeId!, { isActive: true }, author);
    else return { kind: 'in_the_way', obstacle };
    // Somebody else may have made it meanwhile, which is as good.
    if (outcome.kind !== 'saved' && outcome.kind !== 'already_exists') return { kind: 'refused', outcome };
  }
  return { kind: 'selling' };
}
