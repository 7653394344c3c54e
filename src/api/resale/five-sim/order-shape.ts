import type { ResaleOrder } from '../../../usecases/resale/resale-order';
import type { TradeTable } from '../../../usecases/resale/trade-table';
import { jsonPrice } from '../prices';
import { ANY } from './guest';

export type FiveSimStatus = 'PENDING' | 'RECEIVED' | 'FINISHED' | 'CANCELED' | 'TIMEOUT' | 'BANNED';

/** An order in the form of this protocol: its phone with a plus, its price without a currency, `sms` null before the first. */
export function orderShape(order: ResaleOrder, trade: TradeTable, now: Date, status = statusOf(order, now)) {
  const { reservation } = order;
  const sms = smsShapes(order);
  return {
    id: order.id,
    phone: reservation.phone === null ? '' : `+${reservation.phone}`,
    operator: order.operator ?? ANY,
    product: trade.serviceById.get(reservation.serviceId)?.code ?? '',
    price: jsonPrice(reservation.price),
    status,
    expires: reservation.expiresAt.toISOString(),
    sms: sms.length > 0 ? sms : null,
    created_at: order.createdAt.toISOString(),
    forwarding: false,
    forwarding_number: '',
    country: trade.countryById.get(reservation.countryId)?.code ?? '',
  };
}

/** Oldest first, as the vendor's own lists are. Who sent it is not kept. */
export function smsShapes({ reservation }: ResaleOrder) {
  return reservation.messages
    .filter(({ status }) => status === 'APPLIED')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ text, code, at }) => {
      const time = at.toISOString();
      return { created_at: time, date: time, sender: '', text, code: code ?? '' };
    });
}

/** Clients wait while it is PENDING; RECEIVED says that there is an SMS, and that more may come. */
export function statusOf({ reservation, finishedAt }: ResaleOrder, now: Date): FiveSimStatus {
  switch (reservation.status) {
    case 'CANCELED':
      return 'CANCELED';
    case 'EXPIRED':
      return 'TIMEOUT';
    case 'COMPLETED':
      return finishedAt || reservation.expiresAt <= now ? 'FINISHED' : 'RECEIVED';
    case 'WAITING_CODE':
      return 'PENDING';
  }
}
