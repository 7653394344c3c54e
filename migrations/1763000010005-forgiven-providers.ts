import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A new key ends the pause that the old one earned; a pause that is set together with a key, or when the key is taken away,
 * stays. Locks `providers` for an instant.
 */
export class ForgivenProviders1763000010005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER forgive_provider ON providers;
      CREATE TRIGGER forgive_provider BEFORE UPDATE ON providers FOR EACH ROW
        WHEN (NEW.api_key_sealed IS NOT NULL AND OLD.api_key_sealed IS DISTINCT FROM NEW.api_key_sealed
          AND OLD.paused_until IS NOT DISTINCT FROM NEW.paused_until)
        EXECUTE FUNCTION forgive_provider();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
