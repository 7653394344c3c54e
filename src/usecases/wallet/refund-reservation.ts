import type { App } from '../../app';
import type { Actor, Transfer } from '../../database/repositories/ledger.repository';
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
  | { kind: 'already_refunded'; transfer: Transfer | undefined };

/** Gives the price of a completed reservation back, at most once; the database itself refuses a second refund. */
export async function refundReservation(app: App, order: RefundOrder): Promise<RefundReservationOutcome> {
  const { reservationId, reason, actor } = order;
  const reservation = await findPaid(app, reservationId);
  if (!reservation) return { kind: 'reservation_not_found' };
  if (reservation.status !== 'COMPLETED') return { kind: 'not_completed', status: reservation.status };
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

/** The price never changes and COMPLETED is terminal, so that reading before the transaction is safe. */
async function findPaid(app: App, id: bigint) {
  const [row] = await app.db.sql.rows<{ userId: bigint; price: bigint; status: ReservationStatus }>(
    'refund.reservation',
    'SELECT user_id AS "userId", price, status FROM reservations WHERE id = $1',
    [id],
  );
  return row;
}

async function alreadyRefunded(app: App, reservationId: bigint): Promise<RefundReservationOutcome> {
  const [row] = await app.db.sql.rows<{ key: string }>(
    'refund.first',
    `SELECT key FROM transfers WHERE reservation_id = $1 AND type = 'REFUND'`,
    [reservationId],
  );
  return { kind: 'already_refunded', transfer: row && (await app.db.ledger.findByKey(row.key)) };
}
