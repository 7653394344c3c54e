import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A number that often brought no code may rest for a while instead of being sold on. A value of an enum can be used only
 * after it was committed, so it stands here alone. Locks nothing that is in use.
 */
export class Quarantine1763000020001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TYPE number_status ADD VALUE 'QUARANTINED'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
