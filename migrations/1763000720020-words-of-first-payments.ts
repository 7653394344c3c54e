import type { MigrationInterface, QueryRunner } from 'typeorm';

/** New words of the ledger and the outbox; in a migration of their own, since nobody may use one before its transaction has ended. */
export class WordsOfFirstPayments1763000720020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TYPE transfer_type ADD VALUE 'PENDING'`);
    await db.query(`ALTER TYPE ledger_account ADD VALUE 'PENDING'`);
    await db.query(`ALTER TYPE outbox_kind ADD VALUE 'payment_usable'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
