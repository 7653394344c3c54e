import type { VendorOrder } from '../account/order';
import type { AccountRefusal } from '../account/refusal';
import type { VendorShop } from '../account/selling-vendor';
import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';

/** One request as an action of VAK-SMS sees it. */
export interface VakCall {
  readonly params: URLSearchParams;
  readonly shop: VendorShop;
}

export type VakAction = (call: VakCall) => VendorAnswer;

/** A no, in one word. */
export const no = (error: string): VendorAnswer => jsonAnswer({ error });

/** What became of a wish about an order, good or bad. */
export const status = (word: string): VendorAnswer => jsonAnswer({ status: word });

export function refusePurchase(refusal: AccountRefusal): VendorAnswer {
  switch (refusal.kind) {
    case 'bad_service':
      return no('badService');
    case 'bad_country':
      return no('noCountry');
    case 'bad_operator':
      return no('noOperator');
    case 'no_numbers':
      return no('noNumber');
    case 'no_balance':
      return no('noMoney');
    default:
      return no('badData');
  }
}

/** An order that ended without an SMS is not found any more; one with an SMS goes on showing it. */
export function withOrder({ params, shop }: VakCall, step: (order: VendorOrder) => VendorAnswer): VendorAnswer {
  const order = shop.book.find(params.get('idNum') ?? '');
  return order && !order.refunded ? step(order) : no('idNumNotFound');
}
