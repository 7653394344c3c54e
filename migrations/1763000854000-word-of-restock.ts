import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What whoever waits for an offer is told; in a migration of its own, as each new word is. */
export class WordOfRestock1763000854000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TYPE outbox_kind ADD VALUE 'offer_back'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
