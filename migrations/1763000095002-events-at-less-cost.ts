import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The triggers of outbound events cost a reservation nothing but a look while nobody wants events: an opened reservation
 * calls none, and a transfer asks whether somebody listens before it puts words together. Locks `reservations` against
 * writes for a moment.
 */
export class EventsAtLessCost1763000095002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER reservations_event ON reservations;
      CREATE TRIGGER reservations_event AFTER UPDATE OF status ON reservations FOR EACH ROW
        WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('COMPLETED', 'EXPIRED', 'CANCELED'))
        EXECUTE FUNCTION reservation_event();
      -- A claimed late code is a reservation that begins completed.
      CREATE TRIGGER reservations_event_at_birth AFTER INSERT ON reservations FOR EACH ROW
        WHEN (NEW.status IN ('COMPLETED', 'EXPIRED', 'CANCELED')) EXECUTE FUNCTION reservation_event();

      CREATE OR REPLACE FUNCTION transfer_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM event_endpoints e WHERE e.is_active AND 'balance.changed' = ANY (e.events)) THEN
          RETURN NULL;
        END IF;
        PERFORM put_event('balance.changed', jsonb_build_object('transactionId', NEW.id::text, 'userId', NEW.user_id::text,
          'type', NEW.type, 'amount', (NEW.amount * 0.0001)::text, 'reservationId', NEW.reservation_id::text,
          'available', (NEW.available_after * 0.0001)::text, 'held', (NEW.held_after * 0.0001)::text), NEW.created_at);
        RETURN NULL;
      END $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
