import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The screen of a payment is looked up when it is sent; in a migration of its own, as each new word is. */
export class PaymentScreens1763000840000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TYPE outbox_kind ADD VALUE 'payment_screen'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
