import { CUSTOMARY_WAIT_MS, placeResaleOrder, type ResaleRefusal } from '../../../usecases/resale/place-resale-order';
import { readMaxPrice } from '../prices';
import { type FiveSimAnswer, json, unauthorized, words } from './answers';
import type { FiveSimPath } from './five-sim-call';
import { ANY } from './guest';
import { orderShape } from './order-shape';
import { noScope } from './orders';

const LONGEST_REF = 64;
/** How this protocol says that there are none: with 200, which some clients take for an order. */
const noFreePhones = words('no free phones', 200);

/**
 * One number. The protocol has no name for an order by which it could be sent again: whoever lost the answer finds the order
 * in the list of theirs.
 */
export const buyActivation: FiveSimPath = async ({ app, caller, trade, parts, query }) => {
  const country = trade.countryByCode.get(parts.country ?? '');
  if (!country) return words('bad country');
  const service = trade.serviceByCode.get(parts.product ?? '');
  if (!service) return words('no product');
  const maxPrice = query.maxPrice ? readMaxPrice(query.maxPrice) : undefined;
  if (query.maxPrice && maxPrice === undefined) return words('bad maxPrice: give a decimal such as 0.25');
  const outcome = await placeResaleOrder(app, caller, {
    serviceId: service.id,
    countryId: country.id,
    operator: parts.operator === ANY ? undefined : [parts.operator ?? ''],
    maxPrice,
    ref: query.ref?.slice(0, LONGEST_REF),
    waitMs: CUSTOMARY_WAIT_MS,
  });
  if (outcome.kind === 'refused') return refusalOf(outcome.reason);
  // No supplier has answered clearly: the order is in the list, and a second one would be a second number.
  if (outcome.kind === 'unclear') return words('internal error', 500);
  const { order } = outcome;
  return order.reservation.status === 'CANCELED' ? noFreePhones : json(orderShape(order, trade, app.clock.now()));
};

/** Long rent has a protocol of its own. */
export const buyHosting: FiveSimPath = async () => noFreePhones;
export const reuse: FiveSimPath = async () => words('reuse not possible');

function refusalOf(reason: ResaleRefusal): FiveSimAnswer {
  switch (reason) {
    // What a key may spend is money that it has not.
    case 'no_balance':
    case 'daily_cap':
      return words('not enough user balance');
    case 'no_such_offer':
    case 'no_numbers':
    case 'too_dear':
      return noFreePhones;
    case 'wrong_operator':
      return words('bad operator');
    case 'banned':
    case 'paused':
      return words('not enough rating');
    case 'too_many_open':
      return words('too many open orders');
    case 'no_scope':
      return noScope;
    case 'key_ended':
      return unauthorized;
    case 'maintenance':
    case 'resale_off':
      return words('server offline');
    // Only of orders with a name, which this protocol has not.
    case 'order_exists':
    case 'order_conflict':
      return words('internal error', 500);
  }
}
