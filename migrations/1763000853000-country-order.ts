import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which order somebody wants to see countries; remembered with the dialogue. Locks `dialogues` for a moment. */
export class CountryOrder1763000853000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE dialogues ADD country_order text
        CONSTRAINT dialogues_country_order_known CHECK (country_order IN ('price', 'success', 'name'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
