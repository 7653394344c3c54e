import type { App } from '../../app';
import { countResaleOrders, readResaleOrders } from '../../database/queries/resale-orders';
import type { ResaleCaller } from './resale-caller';
import { type ResaleOrder, toResaleOrder } from './resale-order';

export interface ResaleListWish {
  /** 'active': not ended, or paid, in time, and not said to be finished. */
  readonly which: 'active' | 'all';
  /** Made at that instant or later. */
  readonly from?: Date;
  /** Made before it. */
  readonly to?: Date;
  /** The id of an order: older ones than that. */
  readonly after?: number;
  readonly offset?: number;
  readonly limit: number;
}

/** The orders of a caller's user by any of their keys, newest first; `nextAfter` asks for the page after it. */
export async function listResaleOrders(
  app: App,
  caller: Pick<ResaleCaller, 'userId'>,
  wish: ResaleListWish,
): Promise<{ items: ResaleOrder[]; nextAfter: number | undefined }> {
  const list = { ...wish, userId: caller.userId, now: app.clock.now(), limit: wish.limit + 1 };
  const rows = await readResaleOrders(app.db, list);
  const shown = rows.slice(0, wish.limit);
  const items = await Promise.all(shown.map((row) => toResaleOrder(app, row)));
  return { items, nextAfter: rows.length > wish.limit ? items.at(-1)?.id : undefined };
}

export function countOrdersOfCaller(
  app: App,
  caller: Pick<ResaleCaller, 'userId'>,
  wish: Pick<ResaleListWish, 'which' | 'from' | 'to'>,
): Promise<number> {
  return countResaleOrders(app.db, { ...wish, userId: caller.userId, now: app.clock.now() });
}
