import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Channels that approve joins: whether the bot lets people in by itself, and who waits to be let in. Adds columns with
 * constant defaults: each table is locked for a moment and not rewritten.
 */
export class JoinRequests1763000500300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE required_channels ADD COLUMN approves_joins boolean NOT NULL DEFAULT false;
      ALTER TABLE reward_channels ADD COLUMN approves_joins boolean NOT NULL DEFAULT false;
      ALTER TABLE telegram_memberships ADD COLUMN requested_at timestamptz`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
