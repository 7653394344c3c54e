import type { ResaleOrder } from '../../../usecases/resale/resale-order';
import type { TradeTable } from '../../../usecases/resale/trade-table';
import type { ShownOrder } from './shapes/orders';

/** An order under the codes of this protocol. What has lost its code since (a deleted service) has an empty one. */
export function shownOrder({ reservation, ...order }: ResaleOrder, trade: TradeTable): ShownOrder {
  const { phone, price, expiresAt, messages, serviceId, countryId, countryName, canAskForMore } = reservation;
  const country = trade.countryById.get(countryId);
  return {
    id: order.id,
    serviceCode: trade.serviceById.get(serviceId)?.code ?? '',
    countryCode: country?.code ?? '',
    countryName,
    callingCode: country?.callingCode ?? '',
    operator: order.operator ?? 'any',
    phone,
    price,
    // While none is there, another one can be asked for after it.
    canGetAnotherSms: order.finishedAt === null && (reservation.status === 'WAITING_CODE' || canAskForMore),
    createdAt: order.createdAt,
    expiresAt,
    messages: messages
      .filter(({ status }) => status === 'APPLIED')
      .map(({ id, code, text, at }) => ({ id: String(id), code, text, at })),
    state: stateOf(reservation.status, order),
  };
}

function stateOf(
  status: ResaleOrder['reservation']['status'],
  { finishedAt, isRefunded }: Pick<ResaleOrder, 'finishedAt' | 'isRefunded'>,
): ShownOrder['state'] {
  if (isRefunded) return 'refunded';
  if (status === 'CANCELED' || status === 'EXPIRED') return 'canceled';
  return status === 'COMPLETED' && finishedAt ? 'finished' : 'active';
}
