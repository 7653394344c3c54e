import { type CountryCode, getCountryCallingCode } from 'libphonenumber-js/mobile';
import { askAgain, cancelOrder } from '../account/close-order';
import type { VendorOrder } from '../account/order';
import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import { type PoolEndpoint, refuse, withOrder } from './sms-pool-call';
import { findCountry, poolServices } from './sms-pool-names';

const [PENDING, COMPLETED, REFUNDED] = [1, 3, 6];

/** An order that got an SMS shows it for ever, unless another one was asked for. */
export const checkSms: PoolEndpoint = (call) =>
  withOrder(call, (order) => {
    const expiration = Math.floor(order.expiresAt / 1000);
    const time_left = Math.max(0, Math.floor((order.expiresAt - call.now) / 1000));
    const last = order.sms.at(-1);
    if (order.refunded) return jsonAnswer({ status: REFUNDED, message: 'This order has been refunded', time_left });
    if (order.phase === 'retry' || !last)
      return jsonAnswer({ status: PENDING, sms: '', full_sms: '', expiration, time_left });
    return jsonAnswer({ status: COMPLETED, sms: last.code ?? '', full_sms: last.text, expiration, time_left });
  });

export const cancelSms: PoolEndpoint = (call) =>
  withOrder(call, (order) => {
    const moved = cancelOrder(call.shop.book, order, call.now, call.shop.minCancelAgeMs);
    if (moved.kind === 'done')
      return jsonAnswer({ success: 1, message: 'The order has been cancelled, and you have been refunded.' });
    if (moved.refusal.kind === 'too_early')
      return refuse('Your order cannot be cancelled yet, please try again later.');
    return refuse(order.refunded ? 'This order has already been refunded' : 'This order can no longer be changed');
  });

export const checkResend: PoolEndpoint = (call) =>
  withOrder(call, (order) =>
    order.sms.length === 0 ? nothingToResend() : jsonAnswer({ success: 1, resend: 0, resendCost: call.resendCost }),
  );

export const resendSms: PoolEndpoint = (call) =>
  withOrder(call, (order) => {
    if (order.sms.length === 0) return nothingToResend();
    if (askAgain(call.shop.book, order, call.now).kind === 'refused')
      return refuse('This order can no longer be changed');
    const message = 'Number has been requested again';
    return jsonAnswer({ success: 1, message, resend: 0, resendCost: call.resendCost });
  });

const nothingToResend = (): VendorAnswer => refuse('You can only resend a phonenumber that has received a SMS');

export const active: PoolEndpoint = ({ shop }) => jsonAnswer(shop.book.open().map(activeRow));

/** "0" stands for nothing yet; the phone is written as people in its country do. */
function activeRow(order: VendorOrder): object {
  const last = order.phase === 'code' ? order.sms.at(-1) : undefined;
  const { shortName = '', iso = 'US' } = findCountry(order.country) ?? {};
  const callingCode = getCountryCallingCode(iso as CountryCode);
  return {
    timestamp: new Date(order.boughtAt).toISOString().slice(0, 19).replace('T', ' '),
    order_code: order.id,
    phonenumber: order.phone.slice(callingCode.length),
    code: last ? (last.code ?? '') : '0',
    full_code: last?.text ?? '0',
    short_name: shortName,
    service: poolServices.get(order.service),
    status: last ? 'completed' : 'pending',
    expiry: String(Math.floor(order.expiresAt / 1000)),
  };
}
