import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A number that moves whenever something changes that a price table shows; see touch_resale_tables. A sequence and no row,
 * since every sale moves it and none may wait for another. Locks nothing.
 */
export class ResaleTableVersion1763000770000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE SEQUENCE resale_table_version');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
