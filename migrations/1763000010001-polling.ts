import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How often in a row a provider could not be polled: its breaker, which outlives a restart and holds for all processes.
 * Locks `providers` for an instant.
 */
export class Polling1763000010001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE providers ADD COLUMN poll_failures integer NOT NULL DEFAULT 0
        CONSTRAINT providers_poll_failures_range CHECK (poll_failures >= 0);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
