import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Promo codes that operators make: whoever says no beginning means at once. And how people came is kept without what stood
 * in the links of gifts, which is known by its hash alone. Locks `promo_codes` for an instant.
 */
export class PromoCodesByHand1763000600400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE promo_codes ALTER starts_at DROP NOT NULL;
      UPDATE users SET joined_via = 'g_' WHERE joined_via ~ '^g_[A-Za-z0-9_-]{22}$';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
