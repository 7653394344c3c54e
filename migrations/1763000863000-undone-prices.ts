import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Prices that were set together can be taken back for a while. Locks nothing that is in use. */
export class UndonePrices1763000863000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE price_batches (
        id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        changes jsonb NOT NULL,
        made_at timestamptz NOT NULL,
        undo_until timestamptz NOT NULL,
        undone_at timestamptz,
        CONSTRAINT price_batches_pkey PRIMARY KEY (id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
