import type { MigrationInterface, QueryRunner } from 'typeorm';

const NEW_EVENTS = ['refund.requested', 'promo.redeemed', 'referral.paid', 'referral.reversed'];

/**
 * Buyers ask in the chat for what they did not spend. An operator answers; until then nothing is set aside. Locks
 * `event_endpoints` for an instant.
 */
export class AskedRefunds1763000720011 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE refund_request_state AS ENUM ('WAITING', 'APPROVED', 'REFUSED');
      CREATE TABLE refund_requests (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        -- Asked for once, for ever: whoever was refused writes to the shop.
        receipt_id bigint NOT NULL CONSTRAINT refund_requests_once UNIQUE
          CONSTRAINT refund_requests_receipt_fk REFERENCES payment_receipts (id),
        user_id bigint NOT NULL CONSTRAINT refund_requests_user_fk REFERENCES users (id),
        -- What could go back at that moment, and the bonus that goes with it.
        amount bigint NOT NULL CONSTRAINT refund_requests_amount_positive CHECK (amount > 0),
        bonus bigint NOT NULL DEFAULT 0 CONSTRAINT refund_requests_bonus_not_negative CHECK (bonus >= 0),
        state refund_request_state NOT NULL DEFAULT 'WAITING',
        refund_id bigint CONSTRAINT refund_requests_refund_key UNIQUE
          CONSTRAINT refund_requests_refund_fk REFERENCES payment_refunds (id),
        -- Of a refusal: what the buyer is told.
        reason text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL,
        answered_at timestamptz,
        CONSTRAINT refund_requests_approved_by_a_refund CHECK ((state = 'APPROVED') = (refund_id IS NOT NULL)),
        CONSTRAINT refund_requests_answered CHECK ((state = 'WAITING') = (answered_at IS NULL))
      );
      CREATE INDEX refund_requests_waiting_idx ON refund_requests (id) WHERE state = 'WAITING';
      CREATE INDEX refund_requests_user_idx ON refund_requests (user_id);
    `);
    // Whatever is known already stays known.
    const [{ known }] = await db.query(
      `SELECT ARRAY(SELECT DISTINCT m[1] FROM pg_constraint c,
         regexp_matches(pg_get_constraintdef(c.oid), '''([a-z_.]+)''', 'g') m
       WHERE c.conname = 'event_endpoints_events_known') AS known`,
    );
    const events = [...new Set([...known, ...NEW_EVENTS])]
      .sort()
      .map((name) => `'${name}'`)
      .join(', ');
    await db.query(`ALTER TABLE event_endpoints DROP CONSTRAINT event_endpoints_events_known,
      ADD CONSTRAINT event_endpoints_events_known CHECK (cardinality(events) > 0 AND events <@ ARRAY[${events}])`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
