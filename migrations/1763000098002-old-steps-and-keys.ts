import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Old keys of acts are found by their age. Locks `act_keys` against writes while the index is built: it has few rows. */
export class OldStepsAndKeys1763000098002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX act_keys_created_idx ON act_keys (created_at)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
