import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A new kind of promo code; in a migration of its own, since nobody may use it before its transaction has ended. */
export class WordsOfDiscounts1763000720000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TYPE promo_kind ADD VALUE 'PURCHASE_DISCOUNT'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
