import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A person can be erased: the ledger keeps its rows under an id that names nobody, so a completed reservation may lose its
 * phone number, and a number that was bought for it its digits. And people are told of money that was moved by hand.
 * Locks `reservations` and `numbers` for a moment; the validation reads them whole without stopping anybody.
 */
export class Erasure1763000050003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE reservations ADD COLUMN is_erased boolean NOT NULL DEFAULT false,
        DROP CONSTRAINT reservations_waiting_has_number,
        ADD CONSTRAINT reservations_waiting_has_number CHECK (
          status NOT IN ('WAITING_CODE', 'CANCEL_PENDING', 'COMPLETED')
          OR (number_id IS NOT NULL AND (phone IS NOT NULL OR is_erased))) NOT VALID;
      ALTER TABLE numbers DROP CONSTRAINT numbers_phone_form,
        ADD CONSTRAINT numbers_phone_form CHECK (
          phone ~ '^[1-9][0-9]{6,14}$' OR (status = 'DELETED' AND phone = 'erased' || id)) NOT VALID;
      ALTER TABLE reservations VALIDATE CONSTRAINT reservations_waiting_has_number;
      ALTER TABLE numbers VALIDATE CONSTRAINT numbers_phone_form;

      CREATE FUNCTION tell_balance_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM put_notice('balance:' || NEW.id, 1::smallint, NEW.user_id, 'balance_changed',
          jsonb_build_object('transferId', NEW.id::text), NEW.created_at);
        RETURN NULL;
      END $$;
      CREATE TRIGGER tell_balance_changed AFTER INSERT ON transfers FOR EACH ROW
        WHEN (NEW.actor_type IN ('ADMIN', 'API_KEY') AND NEW.type IN ('ADD', 'DEDUCT', 'REWARD', 'REFUND'))
        EXECUTE FUNCTION tell_balance_changed();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
