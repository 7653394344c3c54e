import type { Amount } from '../../domain/money/money';
import type { ReservationStatus } from '../../domain/reservation/reservation-status';
import type { Access } from '../access';

export interface AppliedMessage {
  readonly kind: 'captured' | 'appended' | 'late' | 'too_late' | 'already_applied';
  readonly status: ReservationStatus;
  readonly userId: bigint;
}

/** A message, the reservation that it is for, and the code in it. */
export interface MessageOfReservation {
  readonly messageId: bigint;
  readonly reservationId: bigint;
  readonly code: string | undefined;
}

interface ApplyingOptions {
  readonly now: Date;
  readonly maxUses: number;
  readonly lateWindowS: number;
}

/** What an SMS does to a reservation. As with the other acts the functions in the database hold the rules and the lock order. */
export class ReceivedCodeStore {
  constructor(private readonly db: Access) {}

  async applyMessage(o: MessageOfReservation & ApplyingOptions): Promise<AppliedMessage> {
    const [row] = await this.applyMessages([o], o);
    return row!;
  }

  /** All in one transaction, in their order; an answer for each. What one of them makes impossible is done for none. */
  applyMessages(messages: readonly MessageOfReservation[], o: ApplyingOptions): Promise<AppliedMessage[]> {
    return this.db.sql.rows<AppliedMessage>(
      'reservations.apply',
      'SELECT kind, status, user_id AS "userId" FROM apply_messages($1, $2, $3, $4, $5, $6)',
      [
        messages.map(({ messageId }) => messageId),
        messages.map(({ reservationId }) => reservationId),
        messages.map(({ code }) => code ?? null),
        o.now,
        o.maxUses,
        o.lateWindowS,
      ],
    );
  }

  async claimLateCode(o: {
    key: string;
    messageId: bigint;
    userId: bigint;
    now: Date;
    maxUses: number;
    lateWindowS: number;
  }) {
    const [row] = await this.db.sql.rows<{
      kind: 'claimed' | 'repeated' | 'not_yours' | 'too_late' | 'insufficient_funds' | 'banned';
      reservationId: bigint | null;
      price: Amount | null;
      available: Amount | null;
    }>(
      'reservations.claim',
      `SELECT kind, reservation_id AS "reservationId", price, available FROM claim_late_code($1, $2, $3, $4, $5, $6)`,
      [o.key, o.messageId, o.userId, o.now, o.maxUses, o.lateWindowS],
    );
    return row!;
  }
}
