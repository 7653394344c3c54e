import type { App } from '../../app';
import { type OrderEventRow, readOrderEvents } from '../../database/queries/order-events';
import { type BuyersEventType, WEBHOOK_TEST } from '../../domain/event-types';
import { TEST_SMS } from './test-orders';
import { readTradeTable, type TradeTable } from './trade-table';

/**
 * What a buyer's program is told, by its webhook and by the stream: the fields of the trade, and some more. One form for an
 * SMS and for an end, so that software that knows only SMS can read both.
 */
export interface OrderEvent {
  readonly type: BuyersEventType;
  /** Of an SMS, the id that the order shows it under; otherwise of the event. */
  readonly id: string;
  readonly activationId: string;
  readonly idempotencyKey: string | null;
  /** The code of handler_api. */
  readonly service: string;
  /** The number of handler_api; null where the trade has none. */
  readonly country: number | null;
  /** ISO 3166. */
  readonly countryCode: string | null;
  /** E.164 with a plus. */
  readonly phone: string | null;
  readonly phoneFrom: string | null;
  /** Null where there is none, and once it was erased; so is `code`. */
  readonly text: string | null;
  readonly code: string | null;
  readonly status: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
}

/** By the ids of events. What an SMS says is read now, from its message: it is kept nowhere else, and erased there. */
export async function describeOrderEvents(app: App, ids: readonly bigint[]): Promise<Map<bigint, OrderEvent>> {
  const [rows, trade] = [await readOrderEvents(app.db, ids), await readTradeTable(app, 'HANDLER')];
  return new Map(rows.map((row) => [row.id, row.type === WEBHOOK_TEST ? testEvent(row) : orderEvent(row, trade)]));
}

function orderEvent(row: OrderEventRow, trade: TradeTable): OrderEvent {
  const country = trade.countryById.get(row.countryId ?? 0);
  return {
    type: row.type,
    id: row.messageId === null ? `evt_${row.id}` : String(row.messageId),
    activationId: String(row.orderId),
    idempotencyKey: row.ownOrderId,
    service: trade.serviceById.get(row.serviceId ?? 0)?.code ?? '',
    country: /^\d+$/.test(country?.code ?? '') ? Number(country!.code) : null,
    countryCode: country?.iso ?? null,
    phone: row.phone === null ? null : `+${row.phone}`,
    phoneFrom: row.sender,
    text: row.text,
    code: row.code,
    status: row.status ?? '',
    receivedAt: row.at.toISOString(),
  };
}

/** As an SMS would look, for nobody's order. */
function testEvent({ id, type, at }: OrderEventRow): OrderEvent {
  return {
    type,
    id: `evt_${id}`,
    activationId: '0',
    idempotencyKey: null,
    service: 'test',
    country: null,
    countryCode: null,
    phone: null,
    phoneFrom: null,
    ...TEST_SMS,
    status: 'completed',
    receivedAt: at.toISOString(),
  };
}
