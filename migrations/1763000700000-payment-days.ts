import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of each day of a way to pay is not the same at its provider and here. Locks nothing. */
export class PaymentDays1763000700000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE payment_days (
        method_id integer NOT NULL CONSTRAINT payment_days_method_fk REFERENCES payment_methods (id) ON DELETE CASCADE,
        -- In UTC.
        day date NOT NULL,
        -- When it is compared next; null: it is settled.
        due_at timestamptz,
        tries integer NOT NULL DEFAULT 0,
        -- Null: it never was.
        compared_at timestamptz,
        -- How much money of the day is known there, and here.
        theirs integer NOT NULL DEFAULT 0,
        ours integer NOT NULL DEFAULT 0,
        -- False: there is no list, so each invoice of ours was asked for by itself.
        is_listed boolean NOT NULL DEFAULT true,
        differences integer NOT NULL DEFAULT 0,
        -- The first of them, as JSON.
        found jsonb NOT NULL DEFAULT '[]',
        -- Why the last try came to nothing.
        problem text,
        CONSTRAINT payment_days_pkey PRIMARY KEY (method_id, day)
      );
      CREATE INDEX payment_days_due_idx ON payment_days (due_at) WHERE due_at IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
