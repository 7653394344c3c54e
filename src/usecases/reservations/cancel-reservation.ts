import type { App } from '../../app';
import { finishCancel } from './finish-cancel';

export type CancelOutcome =
  | { readonly kind: 'canceled' }
  /** The supplier grants it from then on; a code may still come first. */
  | { readonly kind: 'pending'; readonly dueAt: Date }
  /** The code came first: it is paid. */
  | { readonly kind: 'completed' }
  /** No supplier has answered yet, so there is nothing to cancel. */
  | { readonly kind: 'still_asking' }
  | { readonly kind: 'already_ended' }
  | { readonly kind: 'not_yours' };

/** The buyer wants his money back. At once for a pool number; otherwise as soon as the supplier takes the number back. */
export async function cancelReservation(
  app: App,
  { reservationId, userId, ...of }: { reservationId: bigint; userId: bigint; maxCancelsAnHour?: number },
): Promise<CancelOutcome> {
  const maxCancelsAnHour = of.maxCancelsAnHour ?? (await app.settings()).maxCancelsAnHour;
  const now = app.clock.now();
  const row = await app.db.reservations.cancel({ id: reservationId, userId, now, maxCancelsAnHour });
  switch (row.kind) {
    case 'already_ended':
      return { kind: row.status === 'COMPLETED' ? 'completed' : 'already_ended' };
    case 'pending': {
      const dueAt = row.dueAt!;
      if (dueAt > now) return { kind: 'pending', dueAt };
      const finished = await finishCancel(app, { id: reservationId, notify: false });
      return finished.kind === 'not_due' ? { kind: 'pending', dueAt } : finished;
    }
    default:
      return { kind: row.kind };
  }
}
