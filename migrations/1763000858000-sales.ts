import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators are about to put on sale, step by step. A new table; locks nothing. */
export class Sales1763000858000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE sales (
        id bigint GENERATED ALWAYS AS IDENTITY,
        choices jsonb NOT NULL DEFAULT '{}',
        -- The file of numbers, until it is imported.
        content bytea,
        import_id bigint,
        created_at timestamptz NOT NULL,
        -- From here on everything is made.
        ended_at timestamptz,
        CONSTRAINT sales_pkey PRIMARY KEY (id)
      );
      CREATE INDEX sales_created_at ON sales (created_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
