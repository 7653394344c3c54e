import type { VendorOrder } from '../account/order';
import { jsonPrice } from '../account/shelf';
import { splitPlace } from './operator-rows';

/** Preparing takes a moment; then a number is allocated and collecting, which 5sim calls RECEIVED even without an SMS. */
const PREPARING_MS = 5_000;

export function orderStatus(order: VendorOrder, now: number): string {
  switch (order.phase) {
    case 'new':
      return now - order.boughtAt < PREPARING_MS ? 'PENDING' : 'RECEIVED';
    case 'code':
    case 'retry':
      return 'RECEIVED';
    case 'finished':
      return 'FINISHED';
    case 'canceled':
      return 'CANCELED';
    case 'expired':
      return 'TIMEOUT';
    case 'banned':
      return 'BANNED';
  }
}

/** The order as every call about it shows it. `sms` is null before a number is allocated, and empty before the first SMS. */
export function orderJson(order: VendorOrder, now: number): object {
  const { country, operator } = splitPlace(order.country);
  const status = orderStatus(order, now);
  return {
    id: Number(order.id),
    phone: `+${order.phone}`,
    operator,
    product: order.service,
    price: jsonPrice(order.cost),
    status,
    expires: longTime(order.expiresAt, Number(order.id)),
    sms: status === 'PENDING' ? null : order.sms.map((_, index) => smsJson(order, index)),
    created_at: longTime(order.boughtAt, Number(order.id)),
    forwarding: false,
    forwarding_number: '',
    country,
  };
}

export function smsJson(order: VendorOrder, index: number): object {
  const { at, text, code } = order.sms[index]!;
  return {
    created_at: longTime(at, Number(order.id) + index + 1),
    date: `${new Date(at).toISOString().slice(0, 19)}Z`,
    sender: 'Service',
    text,
    code: code ?? '',
  };
}

/** Nine digits of a second; the last six are the same at each asking. */
function longTime(at: number, seed: number): string {
  const nanos = String((seed * 7_919) % 1_000_000).padStart(6, '0');
  return `${new Date(at).toISOString().slice(0, -1)}${nanos}Z`;
}
