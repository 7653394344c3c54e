import type { VendorOrder } from '../account/order';
import type { VendorShop } from '../account/selling-vendor';
import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';

/** One request as an endpoint of SMSPool sees it. */
export interface PoolCall {
  readonly shop: VendorShop;
  readonly params: URLSearchParams;
  /** Milliseconds since the epoch on the vendor's clock. */
  readonly now: number;
  /** What another SMS costs, as a decimal string. */
  readonly resendCost: string;
}

export type PoolEndpoint = (call: PoolCall) => VendorAnswer;

/** A parameter, with an empty one counting as left out. */
export const param = ({ params }: PoolCall, name: string): string | undefined => params.get(name)?.trim() || undefined;

/** A refusal: HTTP 400 and a sentence, sometimes with HTML in it, rarely with a type. */
export const refuse = (message: string, type?: string, status = 400): VendorAnswer =>
  jsonAnswer({ success: 0, message, ...(type ? { type } : {}) }, status);

export function withOrder(call: PoolCall, step: (order: VendorOrder) => VendorAnswer): VendorAnswer {
  const order = call.shop.book.find(param(call, 'orderid') ?? '');
  return order ? step(order) : refuse('We could not find this order!');
}
