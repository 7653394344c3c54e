import type { App } from '../../app';
import { type ReservationFilter, readReservations, readReservationsByIds } from '../../database/queries/reservations';
import type { TimeSort } from '../../domain/enum-values';
import type { PageRequest } from '../../domain/paging/page-request';

/** A page of everybody's reservations, newest first unless asked otherwise. */
export function searchReservations(app: App, o: { filter: ReservationFilter; page: PageRequest; sort?: TimeSort }) {
  return readReservations(app.db, o.filter, o.page, o.sort);
}

export async function findReservationRow(app: App, id: bigint) {
  const [reservation] = await readReservationsByIds(app.db, [id]);
  return reservation;
}
