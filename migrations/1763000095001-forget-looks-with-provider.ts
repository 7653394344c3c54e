import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Looks at a supplier's balance go with the supplier: they are notes about it, and must not keep one that nothing else
 * refers to from being deleted. Locks `balance_looks` and `providers` for a moment.
 */
export class ForgetLooksWithProvider1763000095001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE balance_looks
        DROP CONSTRAINT balance_looks_provider_fk,
        ADD CONSTRAINT balance_looks_provider_fk FOREIGN KEY (provider_id) REFERENCES providers (id) ON DELETE CASCADE;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
