import type { App } from '../../app';
import { type ResaleOrderRow, readResaleOrder } from '../../database/queries/resale-orders';
import { type ReservationView, toReservationView } from '../reservations/reservation-view';
import type { ResaleCaller } from './resale-caller';

/** An order by a key, as its buyer's programs see it. */
export interface ResaleOrder {
  /** What clients call an activation: 1..2147483647, never used again. */
  readonly id: number;
  readonly reservation: ReservationView;
  readonly keyId: number;
  readonly keyName: string;
  /** The caller's own name of it. */
  readonly orderId: string | null;
  readonly endCustomer: string | null;
  readonly ref: string | null;
  /** The operator whose number it is, where its route names one. */
  readonly operator: string | null;
  readonly createdAt: Date;
  /** When the buyer asked for another SMS, last. */
  readonly moreAskedAt: Date | null;
  /** When the buyer said that they need it no more. */
  readonly finishedAt: Date | null;
  /** An operator gave its price back after it was paid. */
  readonly isRefunded: boolean;
}

/** Undefined when there is none, or when it is another user's. One statement. */
export async function findResaleOrder(
  app: App,
  caller: Pick<ResaleCaller, 'userId'>,
  id: number,
): Promise<ResaleOrder | undefined> {
  if (!isResaleId(id)) return undefined;
  const row = await readResaleOrder(app.db, { id, userId: caller.userId });
  return row && toResaleOrder(app, row);
}

export async function toResaleOrder(app: App, row: ResaleOrderRow): Promise<ResaleOrder> {
  const { resaleId, ownOrderId, orderedAt, operator, keyId, keyName, endCustomer, ref, ...rest } = row;
  const { moreAskedAt, finishedAt, isRefunded, ...reservation } = rest;
  return {
    id: resaleId,
    reservation: await toReservationView(app, reservation),
    keyId,
    keyName,
    orderId: ownOrderId,
    endCustomer,
    ref,
    operator,
    createdAt: orderedAt,
    moreAskedAt,
    finishedAt,
    isRefunded,
  };
}

/** Other numbers are nobody's order, and would not fit the column. */
export function isResaleId(id: number): boolean {
  return Number.isInteger(id) && id >= 1 && id <= 2_147_483_647;
}
