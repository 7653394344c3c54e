import type { App } from '../../app';
import { readReservationsByIds } from '../../database/queries/reservations';
import { readTransfers } from '../../database/queries/transfers';
import type { Actor, Transfer } from '../../database/stores/ledger';
import type { ReservationStatus } from '../../domain/reservation/reservation-status';
import { isRefusedBy, type Moved, manualKey } from './manual-transfer';
import { postManually } from './post-manually';

export interface RefundOrder {
  /** 1 to 200 visible characters. */
  readonly key: string;
  readonly reservationId: bigint;
  readonly reason: string;
  readonly actor: Actor;
  readonly requestId?: string;
}

export type RefundReservationOutcome =
  | ({ kind: 'refunded' | 'repeated' } & Moved)
  | { kind: 'key_conflict' }
  | { kind: 'reservation_not_found' }
  /** Only what was paid can be given back. */
  | { kind: 'not_completed'; status: ReservationStatus }
  | { kind: 'already_refunded'; transfer: Transfer };

/** Gives the price of a completed reservation back, at most once; the database itself refuses a second refund. */
export async function refundReservation(app: App, order: RefundOrder): Promise<RefundReservationOutcome> {
  const { reservationId, reason, actor } = order;
  // The price never changes and COMPLETED is terminal, so that reading before the transaction is safe.
  const [reservation] = await readReservationsByIds(app.db, [reservationId]);
  if (!reservation) return { kind: 'reservation_not_found' };
  if (reservation.stage !== 'COMPLETED') return { kind: 'not_completed', status: reservation.stage };
  const { userId, price } = reservation;
  const posting = {
    ...({ key: manualKey(order.key), type: 'REFUND', amount: price, userId, reservationId, actor, reason } as const),
    at: app.clock.now(),
  };
  try {
    const outcome = await app.db.transact((tx) => postManually(tx, posting, 'reservation.refunded', order.requestId));
    if (outcome.kind === 'key_conflict') return outcome;
    return { kind: outcome.kind === 'posted' ? 'refunded' : 'repeated', transfer: outcome.transfer };
  } catch (error) {
    if (!isRefusedBy(error, '23505', 'transfers_refund_once')) throw error;
    return alreadyRefunded(app, reservationId);
  }
}

async function alreadyRefunded(app: App, reservationId: bigint): Promise<RefundReservationOutcome> {
  const filter = { reservationId, types: ['REFUND'] as const };
  const { rows } = await readTransfers(app.db, { filter, page: { limit: 1, backward: false } });
  if (!rows[0]) throw new Error(`Reservation ${reservationId} was refunded, and the refund is not there.`);
  return { kind: 'already_refunded', transfer: rows[0] };
}
