import { banOrder, cancelOrder, finishOrder } from '../account/close-order';
import type { VendorOrder } from '../account/order';
import type { Refused } from '../account/refusal';
import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import { type FiveSimCall, type FiveSimRoute, lostVisitor, words } from './five-sim-call';
import { orderJson, smsJson } from './five-sim-order';

type Moved = { readonly kind: 'done' } | Refused;

/** The same words with 404 here, with 400 where an order is to be closed. */
export const check: FiveSimRoute = (call) => {
  const order = find(call);
  return order ? jsonAnswer(orderJson(order, call.now)) : words('order not found', 404);
};

export const cancel: FiveSimRoute = (call) =>
  close(call, (order) => cancelOrder(call.shop.book, order, call.now, call.shop.minCancelAgeMs));

export const ban: FiveSimRoute = (call) => close(call, (order) => banOrder(call.shop.book, order, call.now));

export const finish: FiveSimRoute = (call) => close(call, (order) => finishOrder(call.shop.book, order, call.now));

export const inbox: FiveSimRoute = (call) => {
  const order = find(call);
  if (!order) return lostVisitor();
  const data = order.sms.map((_, index) => ({
    ...smsJson(order, index),
    id: index + 1,
    is_wave: false,
    wave_uuid: '',
  }));
  return jsonAnswer({ Data: data, Total: data.length });
};

const find = ({ shop, parts }: FiveSimCall): VendorOrder | undefined => shop.book.find(parts.id ?? '');

function close(call: FiveSimCall, move: (order: VendorOrder) => Moved): VendorAnswer {
  const order = find(call);
  if (!order) return words('order not found');
  const moved = move(order);
  if (moved.kind === 'done') return jsonAnswer(orderJson(order, call.now));
  switch (moved.refusal.kind) {
    case 'code_received':
    case 'free_cancel_over':
      return words('order has sms');
    case 'too_early':
      return words('you need to wait time');
    case 'bad_status':
      return words('order no sms');
    default:
      return words('order expired');
  }
}
