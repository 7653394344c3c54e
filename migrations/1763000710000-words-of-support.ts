import type { MigrationInterface, QueryRunner } from 'typeorm';

/** New words of the outbox; in a migration of their own, since nobody may use one before its transaction has ended. */
export class WordsOfSupport1763000710000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const kind of ['support_answer', 'support_closed', 'support_picture'])
      await db.query(`ALTER TYPE outbox_kind ADD VALUE '${kind}'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
