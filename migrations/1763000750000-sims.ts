import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * SIMs of our own: where each sits, which number it has, what it is sold for, and how it is. Makes tables only; locks nothing
 * that is used.
 */
export class Sims1763000750000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE sims (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        provider_id integer NOT NULL CONSTRAINT sims_provider_fk REFERENCES providers (id),
        slot text NOT NULL,
        imsi text,
        iccid text,
        phone text CONSTRAINT sims_phone_form CHECK (phone ~ '^[1-9][0-9]{6,14}$'),
        country_id integer CONSTRAINT sims_country_fk REFERENCES countries (id),
        services text,
        is_active boolean NOT NULL DEFAULT true,
        is_blocked boolean NOT NULL DEFAULT false,
        -- Since when it should have got something, and did not.
        silent_at timestamptz,
        -- Turned off, blocked or silent: by a trigger.
        is_resting boolean NOT NULL DEFAULT false,
        last_sms_at timestamptz,
        sms_count integer NOT NULL DEFAULT 0,
        -- The usual time between two SMS, of which the last ones count most.
        usual_gap_s integer,
        signal integer CONSTRAINT sims_signal_range CHECK (signal BETWEEN 0 AND 100),
        seen_at timestamptz,
        -- From here on its silence counts.
        watched_from timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        -- An SMS belongs to one SIM, and a number to one SIM of its provider.
        CONSTRAINT sims_slot_once UNIQUE (provider_id, slot),
        CONSTRAINT sims_imsi_once UNIQUE (provider_id, imsi),
        CONSTRAINT sims_phone_once UNIQUE (provider_id, phone)
      );
      CREATE INDEX sims_resting_idx ON sims (provider_id, phone) WHERE is_resting;

      -- Somebody looks for the slot of a number: an SMS with this word is on its way to it.
      CREATE TABLE sim_probes (
        word text PRIMARY KEY,
        phone text NOT NULL CONSTRAINT sim_probes_phone_form CHECK (phone ~ '^[1-9][0-9]{6,14}$'),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        sim_id integer CONSTRAINT sim_probes_sim_fk REFERENCES sims (id) ON DELETE CASCADE,
        found_at timestamptz
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
