import { type SoldOffers, soldOffers } from '../tables/sold-offers';
import type { HandlerCall } from './handler-call';

/** All that is sold to the caller, under the codes of this protocol. */
export function pricedOffers({ caller, trade, tables }: HandlerCall): Promise<SoldOffers> {
  return soldOffers({ tables, priceGroupId: caller.priceGroupId, trade });
}
