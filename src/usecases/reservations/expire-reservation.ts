import type { App } from '../../app';

export type ExpireOutcome = { readonly kind: 'expired' | 'already_ended' | 'not_due' | 'gone' };

/** The time is over without a code: the price goes back, the number too, the supplier and the buyer are told. */
export async function expireReservation(app: App, { id }: { id: bigint }): Promise<ExpireOutcome> {
  const { maxExpiriesInARow } = await app.settings();
  const row = await app.db.reservations.end({
    id,
    to: 'EXPIRED',
    reason: 'TIMED_OUT',
    now: app.clock.now(),
    actor: { type: 'JOB', id: 'expire-reservations' },
    maxExpiries: maxExpiriesInARow,
    tellUpstream: true,
    notify: true,
  });
  if (row.kind !== 'ended') return { kind: row.kind };
  app.wake('outbox');
  return { kind: 'expired' };
}
