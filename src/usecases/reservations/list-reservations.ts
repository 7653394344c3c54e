import type { App } from '../../app';
import { readReservationsOfUser } from '../../database/queries/reservation-view';
import { type ReservationView, toReservationView } from './reservation-view';

/** Newest first; `page` counts from 0. */
export async function listReservations(
  app: App,
  o: { userId: bigint; which: 'mine' | 'history'; page: number; pageSize: number },
): Promise<{ items: ReservationView[]; total: number }> {
  const { rows, total } = await readReservationsOfUser(app.db, {
    userId: o.userId,
    which: o.which,
    now: app.clock.now(),
    offset: o.page * o.pageSize,
    limit: o.pageSize,
  });
  return { items: await Promise.all(rows.map((row) => toReservationView(app, row))), total };
}
