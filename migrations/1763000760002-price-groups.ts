import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A price group can be switched off: its keys then pay the list price. The table is new and small. */
export class PriceGroups1763000760002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE price_groups
        ALTER mark_down TYPE real,
        ADD is_active boolean NOT NULL DEFAULT true;
      CREATE INDEX reservations_resale_key_idx ON reservations (resale_key_id, ended_at) WHERE resale_key_id IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
