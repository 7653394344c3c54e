import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the shop can prove of an order that is open at a provider and that it does not know: `unanswered_purchases` are its
 * own questions that it gave up on, `foreign_orders` what it saw and did not ask for. New tables: locks nothing in use.
 */
export class OrdersOfOthers1763000400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE unanswered_purchases (
        reservation_id bigint NOT NULL CONSTRAINT unanswered_purchases_reservation_fk REFERENCES reservations (id) ON DELETE CASCADE,
        route_id integer NOT NULL CONSTRAINT unanswered_purchases_route_fk REFERENCES routes (id) ON DELETE CASCADE,
        provider_id integer NOT NULL CONSTRAINT unanswered_purchases_provider_fk REFERENCES providers (id) ON DELETE CASCADE,
        asked_at timestamptz NOT NULL,
        -- The order that turned out to be its answer. One question has one answer, and one order answers one question.
        upstream_order_id text,
        PRIMARY KEY (reservation_id, route_id)
      );
      CREATE INDEX unanswered_purchases_provider_idx ON unanswered_purchases (provider_id, asked_at);
      CREATE UNIQUE INDEX unanswered_purchases_order_key ON unanswered_purchases (provider_id, upstream_order_id);
      CREATE TABLE foreign_orders (
        provider_id integer NOT NULL CONSTRAINT foreign_orders_provider_fk REFERENCES providers (id) ON DELETE CASCADE,
        upstream_order_id text NOT NULL,
        seen_at timestamptz NOT NULL,
        -- When an operator heard of it; once is enough.
        told_at timestamptz,
        PRIMARY KEY (provider_id, upstream_order_id)
      );
      CREATE INDEX foreign_orders_seen_idx ON foreign_orders (seen_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
