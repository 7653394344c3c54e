import { callbackData } from '../../callback-data';
import { entityCallbacks } from '../catalogue/entity-callbacks';

const PROMO = 'APO';
export const promoCallbacks = {
  prefix: PROMO,
  ...entityCallbacks(PROMO),
  /** Which kind of code. */
  addBalance: callbackData(`${PROMO}b`, {}),
  addBonus: callbackData(`${PROMO}p`, {}),
  addDiscount: callbackData(`${PROMO}d`, {}),
  /** By per cent, or by an amount. */
  addPercentOff: callbackData(`${PROMO}q`, {}),
  addAmountOff: callbackData(`${PROMO}r`, {}),
};

/** Of whom the pages tell: who came in the last so many days. */
export const SPANS = [7, 30, 365] as const;
export const growthCallbacks = {
  invites: callbackData('AGR', { days: 'count', page: 'count' }),
  ways: callbackData('AGRw', { days: 'count', page: 'count' }),
};
