import type { App } from '../../app';
import { readReservation } from '../../database/queries/reservation-view';
import { type ReservationView, toReservationView } from './reservation-view';

/** Undefined when there is none, or, with `userId`, when it is another user's. One statement. */
export async function findReservation(
  app: App,
  o: { id: bigint; userId?: bigint },
): Promise<ReservationView | undefined> {
  const row = await readReservation(app.db, o);
  return row && toReservationView(app, row);
}
