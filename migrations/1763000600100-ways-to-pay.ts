import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What operators do with ways to pay: terms they accept before one is turned on, what providers kept, and events for other
 * programs. Locks `payment_methods`, `payment_receipts` and `event_endpoints` for an instant.
 */
export class WaysToPay1763000600100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE payment_methods
        -- The operator was told what Telegram's terms say of digital goods.
        ADD accepts_terms boolean NOT NULL DEFAULT false;
      CREATE UNIQUE INDEX payment_methods_stars_once ON payment_methods (protocol) WHERE protocol = 'stars';

      -- What the provider kept of it, in the shop's currency; null: it does not say.
      ALTER TABLE payment_receipts ADD fee bigint CONSTRAINT payment_receipts_fee_not_negative CHECK (fee >= 0);
      CREATE INDEX payment_refunds_ended_idx ON payment_refunds (ended_at) WHERE state = 'DONE';
      CREATE INDEX charge_backs_created_idx ON charge_backs (created_at);

      ALTER TABLE event_endpoints DROP CONSTRAINT event_endpoints_events_known,
        ADD CONSTRAINT event_endpoints_events_known CHECK (cardinality(events) > 0 AND events <@ ARRAY[
          'reservation.completed', 'reservation.expired', 'reservation.canceled', 'user.joined', 'balance.changed',
          'payment.received', 'payment.taken_back', 'refund.ended', 'provider.down', 'stock.low', 'ledger.broken']);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
