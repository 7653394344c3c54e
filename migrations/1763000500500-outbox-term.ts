import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A message to be sent belongs to the term of the session's lease in which it was taken: an owner whose term is over
 * neither takes another nor says what became of one. A new column without a value: locks the outbox for a moment.
 */
export class OutboxTerm1763000500500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE outbox ADD COLUMN term bigint');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
