import type { App } from '../../app';
import { askRoutes } from './ask-routes';
import { findReservation } from './find-reservation';
import type { ReservationView } from './reservation-view';

/** Asks the suppliers for the number of a reservation that was just opened. Does nothing when it has one or is over. */
export async function obtainNumber(
  app: App,
  { reservationId }: { reservationId: bigint },
): Promise<ReservationView | undefined> {
  const ask = await app.db.dueReservations.findAsk(reservationId);
  if (ask) await askRoutes(app, { id: reservationId, key: ask.key, notify: false }, ask);
  return findReservation(app, { id: reservationId });
}
