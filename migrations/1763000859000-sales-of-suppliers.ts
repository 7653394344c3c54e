import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a supplier asks while an operator chooses from its list, and which offers follow their price rule by themselves.
 * Adds an empty column to `offers`: locks it for a moment.
 */
export class SalesOfSuppliers1763000859000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE sale_prices (
        sale_id bigint NOT NULL,
        service_code text NOT NULL,
        country_code text NOT NULL,
        cost bigint NOT NULL,
        stock integer,
        CONSTRAINT sale_prices_pkey PRIMARY KEY (sale_id, service_code, country_code),
        CONSTRAINT sale_prices_sale_fk FOREIGN KEY (sale_id) REFERENCES sales(id) ON DELETE CASCADE
      );
      -- The price that its rule gave it last.
      ALTER TABLE offers ADD ruled_price bigint`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
