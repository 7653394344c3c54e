import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A new word of the outbox; in a migration of its own, since nobody may use it before its transaction has ended. */
export class WordsOfAskedRefunds1763000720010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TYPE outbox_kind ADD VALUE 'refund_refused'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
