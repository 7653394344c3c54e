import type { Amount } from '../../domain/money/money';
import type { ReservationStatus } from '../../domain/reservation/reservation-status';
import type { Access } from '../access';

/** What an SMS does to a reservation. As with the other acts the functions in the database hold the rules and the lock order. */
export class ReceivedCodeStore {
  constructor(private readonly db: Access) {}

  async applyMessage(o: {
    messageId: bigint;
    reservationId: bigint;
    code: string | undefined;
    now: Date;
    maxUses: number;
    lateWindowS: number;
  }) {
    const [row] = await this.db.sql.rows<{
      kind: 'captured' | 'appended' | 'late' | 'too_late' | 'already_applied';
      status: ReservationStatus;
      userId: bigint;
    }>('reservations.apply', 'SELECT kind, status, user_id AS "userId" FROM apply_message($1, $2, $3, $4, $5, $6)', [
      o.messageId,
      o.reservationId,
      o.code ?? null,
      o.now,
      o.maxUses,
      o.lateWindowS,
    ]);
    return row!;
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
