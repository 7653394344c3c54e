import type { App } from '../../app';
import { askRoutes } from './ask-routes';
import { randomStart } from './random-start';
import { findReservation, type ReservationView } from './reservation-view';
import { ASK_TIMEOUT_MS } from './timing';

export type ChangeOutcome =
  | { readonly kind: 'changed' | 'repeated'; readonly newId: bigint; readonly view: ReservationView }
  | { readonly kind: 'too_early'; readonly until: Date }
  | { readonly kind: 'not_waiting' }
  | { readonly kind: 'not_yours' }
  | { readonly kind: 'out_of_stock' };

/** Another number for the same money and the same deadline. The old one ends and the new one begins in one statement. */
export async function changeNumber(
  app: App,
  { key, reservationId, userId }: { key: string; reservationId: bigint; userId: bigint },
): Promise<ChangeOutcome> {
  const row = await app.db.reservations.change({
    key,
    oldId: reservationId,
    userId,
    now: app.clock.now(),
    start: randomStart(),
    askTimeoutMs: ASK_TIMEOUT_MS,
  });
  switch (row.kind) {
    case 'too_early':
      return { kind: 'too_early', until: row.until! };
    case 'not_waiting':
    case 'not_yours':
    case 'out_of_stock':
      return { kind: row.kind };
    case 'changed':
    case 'repeated': {
      const id = row.reservationId;
      if (row.kind === 'changed' && row.status === 'REQUESTED') await askRoutes(app, { id, key, notify: false }, row);
      const view = await findReservation(app, { id });
      return { kind: row.kind, newId: id, view: view! };
    }
  }
}
