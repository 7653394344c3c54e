import type { Access } from '../access';

/** Which message shows which reservation, so that it can be edited when the reservation changes. */
export class CardStore {
  constructor(private readonly db: Access) {}

  async find(reservationId: bigint): Promise<number | undefined> {
    const [card] = await this.db.sql.rows<{ messageId: number }>(
      'cards.find',
      'SELECT message_id AS "messageId" FROM reservation_cards WHERE reservation_id = $1',
      [reservationId],
    );
    return card?.messageId;
  }

  /** Whether the message shows a reservation. */
  async isCard(o: { userId: bigint; messageId: number }): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'cards.isCard',
      `SELECT 1 FROM reservation_cards c JOIN reservations r ON r.id = c.reservation_id
       WHERE c.message_id = $2 AND r.user_id = $1 LIMIT 1`,
      [o.userId, o.messageId],
    );
    return rows.length > 0;
  }

  /** The message shows this reservation, or none, and no other one any more. */
  async setShown(o: { userId: bigint; messageId: number; reservationId: bigint | null; now: Date }): Promise<void> {
    await this.db.sql.rows(
      'cards.setShown',
      `WITH left_behind AS (
         DELETE FROM reservation_cards c USING reservations r
         WHERE c.message_id = $2 AND r.id = c.reservation_id AND r.user_id = $1 AND c.reservation_id IS DISTINCT FROM $3)
       INSERT INTO reservation_cards (reservation_id, message_id, updated_at)
       SELECT r.id, $2, $4 FROM reservations r WHERE r.id = $3 AND r.user_id = $1
       ON CONFLICT (reservation_id) DO UPDATE SET message_id = EXCLUDED.message_id, updated_at = EXCLUDED.updated_at`,
      [o.userId, o.messageId, o.reservationId, o.now],
    );
  }
}
