import type { App } from '../../app';
import type { ReservationStatus } from '../../domain/reservation/reservation-status';
import type { Author } from '../catalogue/save-row';

export interface OperatorCancelOrder extends Author {
  /** 1 to 200 visible characters, made before the act. */
  readonly key: string;
  readonly reservationId: bigint;
  /** For the audit log; at most 500 characters. */
  readonly reason: string;
}

export type OperatorCancelOutcome =
  | { kind: 'canceled' | 'repeated' }
  | { kind: 'key_conflict' }
  | { kind: 'reservation_not_found' }
  /** Its price was charged or given back already. */
  | { kind: 'already_ended'; status: ReservationStatus };

/**
 * Ends an open reservation for its buyer: the price is released at once, he is told, and the supplier is asked to take
 * the number back as soon as it allows that. What the supplier charges nevertheless is ours.
 */
export async function cancelForOperator(app: App, order: OperatorCancelOrder): Promise<OperatorCancelOutcome> {
  const { key, reservationId, reason, actor, requestId } = order;
  const { maxExpiriesInARow } = await app.settings();
  const now = app.clock.now();
  const outcome = await app.db
    .transact(async (tx): Promise<OperatorCancelOutcome> => {
      const request = `cancel reservation ${reservationId}`;
      const taken = await tx.actKeys.take({ key: `manual:${key}`, request, at: now });
      if (taken !== 'new') return { kind: taken === 'same' ? 'repeated' : 'key_conflict' };
      const ended = await tx.reservations.end({
        id: reservationId,
        to: 'CANCELED',
        reason: 'OPERATOR_CANCELED',
        now,
        actor,
        maxExpiries: maxExpiriesInARow,
        tellUpstream: true,
        notify: true,
      });
      if (ended.kind !== 'ended') throw new NotCanceled(ended.kind, ended.status);
      const entry = { actor, action: 'reservation.canceled', entity: 'reservation', entityId: reservationId };
      await tx.audit.write({ ...entry, facts: { reason }, requestId, at: now });
      return { kind: 'canceled' };
    })
    .catch((error: unknown) => {
      if (error instanceof NotCanceled) return error.outcome;
      throw error;
    });
  if (outcome.kind === 'canceled') app.wake('outbox');
  return outcome;
}

/** Thrown so that the key is not used up by what was refused. */
class NotCanceled extends Error {
  readonly outcome: OperatorCancelOutcome;

  constructor(kind: string, status: ReservationStatus) {
    super(kind);
    this.outcome = kind === 'gone' ? { kind: 'reservation_not_found' } : { kind: 'already_ended', status };
  }
}
