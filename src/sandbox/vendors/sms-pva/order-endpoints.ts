import { buyNumber } from '../account/buy-number';
import { askAgain, banOrder, cancelOrder } from '../account/close-order';
import { isOpen, type VendorOrder } from '../account/order';
import type { Refused } from '../account/refusal';
import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import { expiresIn, nationalPhone, ok, type PvaCall, type PvaEndpoint, refuse, withOrder } from './sms-pva-call';

/** The third part of the path, an operator, may be left out. */
export const number: PvaEndpoint = (call) => {
  const { country = '', service = '', operator } = call.parts;
  const outcome = buyNumber(call.shop.book, { service, country, operator }, call.shop.terms());
  if (outcome.kind === 'bought') {
    const { order } = outcome;
    const phoneNumber = nationalPhone(order);
    return ok({
      orderId: Number(order.id),
      phoneNumber,
      countryCode: country,
      orderExpireIn: expiresIn(order, call.now),
    });
  }
  switch (outcome.refusal.kind) {
    case 'no_balance':
      return refuse(407, 'LOW_BALANCE', 'Your balance is too low to receive sms for selected country and service.');
    case 'no_numbers':
      return refuse(501, 'NUMBER_NOT_FOUND', 'Number not found');
    case 'too_many_open':
      return refuse(411, 'LIMIT', 'API access limited by low karma or ratelimits');
    default:
      return refuse(405, 'INVALID_PARAMETERS', 'Invalid parameters');
  }
};

export const sms: PvaEndpoint = (call) =>
  withOrder(call, (order) => {
    if (!isOpen(order)) return refuse(410, 'ORDER_CLOSED', 'This order is closed and unavailable');
    const facts = { orderId: order.id, orderExpireIn: expiresIn(order, call.now) };
    const last = order.phase === 'code' ? order.sms.at(-1) : undefined;
    if (!last) return jsonAnswer({ statusCode: 202, data: facts }, 202);
    if (call.unpaid) return refuse(407, 'LOW_BALANCE', 'We received SMS but your balance is not enough to pay it.');
    return ok({ sms: { code: last.code ?? '', fullText: last.text }, ...facts });
  });

export const clearSms: PvaEndpoint = (call) =>
  withOrder(call, (order) =>
    askAgain(call.shop.book, order, call.now).kind === 'done'
      ? ok({ orderId: Number(order.id), orderExpireIn: expiresIn(order, call.now) })
      : refuse(404, 'NO_SMS', "No SMS received, or there's unpaid SMS waiting."),
  );

export const cancel: PvaEndpoint = (call) =>
  close(call, (order) => cancelOrder(call.shop.book, order, call.now, call.shop.minCancelAgeMs));

export const block: PvaEndpoint = (call) => close(call, (order) => banOrder(call.shop.book, order, call.now));

/** An order that is over, or has a code, is not found by those who want to close it. */
function close(call: PvaCall, move: (order: VendorOrder) => { readonly kind: 'done' } | Refused): VendorAnswer {
  return withOrder(call, (order) =>
    move(order).kind === 'done'
      ? ok({ orderId: Number(order.id) })
      : refuse(406, 'ORDER_NOT_FOUND', 'Order ID format is invalid or not found'),
  );
}

export const orders: PvaEndpoint = (call) => ok({ orders: call.shop.book.open().map((order) => row(call, order)) });

function row({ now, unpaid }: PvaCall, order: VendorOrder): object {
  const last = order.phase === 'code' ? order.sms.at(-1) : undefined;
  const status = last ? (unpaid ? 'PENDING_PAYMENT' : 'SMS_READY') : 'PENDING_SMS';
  const facts = {
    ...{ orderId: Number(order.id), phoneNumber: nationalPhone(order), countryCode: order.country },
    ...{ service: order.service, status, orderExpireIn: expiresIn(order, now) },
  };
  return last && !unpaid ? { ...facts, sms: { code: last.code ?? '', fullText: last.text } } : facts;
}
