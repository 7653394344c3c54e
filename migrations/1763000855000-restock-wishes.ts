import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who wants to be told when an offer is back in stock, and up to which price. A table of its own: locks nothing. */
export class RestockWishes1763000855000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE restock_wishes (
        user_id bigint NOT NULL CONSTRAINT restock_wishes_user_fk REFERENCES users (id),
        offer_id integer NOT NULL CONSTRAINT restock_wishes_offer_fk REFERENCES offers (id),
        -- The most that they would pay.
        ceiling bigint NOT NULL CONSTRAINT restock_wishes_ceiling_positive CHECK (ceiling > 0),
        created_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, offer_id)
      );
      CREATE INDEX restock_wishes_offer_idx ON restock_wishes (offer_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
