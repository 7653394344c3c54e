import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts for buyers in an operator's own words. A new table: locks nothing in use. */
export class ShopTexts1763000096002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What is not here is said in the built-in words.
      CREATE TABLE shop_texts (
        language text NOT NULL CONSTRAINT shop_texts_language_known CHECK (language IN ('en', 'ar', 'ru')),
        key text NOT NULL,
        text text NOT NULL CONSTRAINT shop_texts_not_blank CHECK (text ~ '\\S'),
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (language, key)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
