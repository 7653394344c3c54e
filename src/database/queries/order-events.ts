import type { BuyersEventType } from '../../domain/event-types';
import type { Access } from '../access';

/** An event of a buyer, with what it is about as it stands now. */
export interface OrderEventRow {
  readonly id: bigint;
  readonly type: BuyersEventType;
  readonly at: Date;
  /** Of the order when it happened; null: it is about none. */
  readonly status: string | null;
  readonly orderId: number | null;
  readonly ownOrderId: string | null;
  readonly serviceId: number | null;
  readonly countryId: number | null;
  readonly phone: string | null;
  readonly messageId: bigint | null;
  readonly sender: string | null;
  /** Null once it was erased. */
  readonly text: string | null;
  readonly code: string | null;
}

/** In the order of their ids. */
export function readOrderEvents({ sql }: Access, ids: readonly bigint[]): Promise<OrderEventRow[]> {
  return sql.rows<OrderEventRow>(
    'events.ofOrders',
    `SELECT e.id, e.type, e.at, e.data ->> 'status' AS status, o.id AS "orderId", o.order_id AS "ownOrderId",
       r.service_id AS "serviceId", r.country_id AS "countryId", r.phone, (e.data ->> 'messageId')::bigint AS "messageId",
       m.sender, NULLIF(m.text, '') AS text, m.code
     FROM events e LEFT JOIN resale_orders o ON o.id = (e.data ->> 'orderId')::integer
     LEFT JOIN reservations r ON r.id = o.reservation_id
     LEFT JOIN messages m ON m.id = (e.data ->> 'messageId')::bigint AND m.erased_at IS NULL
     WHERE e.id = ANY ($1) AND e.buyer_id IS NOT NULL ORDER BY e.id`,
    [ids],
  );
}
