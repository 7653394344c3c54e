import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the list of countries asks: how the last reservations of an offer ended. The index holds ended rows only, so
 * reserving does not touch it. Locks `reservations` against writes while it is built.
 */
export class CatalogueReads1763000000006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX reservations_offer_ended_idx ON reservations (offer_id, id)
        WHERE ended_at IS NOT NULL AND number_id IS NOT NULL AND claim_of_id IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
