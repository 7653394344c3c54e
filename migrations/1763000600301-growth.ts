import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People who bring people: referrals, promo codes, gifts. What each of them pays names its cause by a unique key, and what
 * it may cost is counted in the row that it is taken from. Locks `users` for an instant.
 */
export class Growth1763000600301 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The bot's own name, as links need it.
      ALTER TABLE telegram_sessions ADD username text;
      ALTER TABLE users
        ADD referral_code text CONSTRAINT users_referral_code_key UNIQUE,
        -- Fixed at the first meeting, before any money, and never changed.
        ADD invited_by bigint CONSTRAINT users_invited_by_fk REFERENCES users (id),
        ADD CONSTRAINT users_invited_by_another CHECK (invited_by <> id);
      CREATE INDEX users_invited_by_idx ON users (invited_by) WHERE invited_by IS NOT NULL;
      -- Whoever was invited once, also after an erasure: a keyed hash that leads to nobody.
      CREATE TABLE referral_marks (
        mark bytea PRIMARY KEY,
        created_at timestamptz NOT NULL
      );
      CREATE TYPE referral_state AS ENUM ('WAITING', 'PAID', 'CANCELED', 'TAKEN_BACK');
      CREATE TABLE referral_rewards (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        -- One for each money that arrived.
        receipt_id bigint NOT NULL CONSTRAINT referral_rewards_once UNIQUE
          CONSTRAINT referral_rewards_receipt_fk REFERENCES payment_receipts (id),
        inviter_id bigint NOT NULL CONSTRAINT referral_rewards_inviter_fk REFERENCES users (id),
        invitee_id bigint NOT NULL CONSTRAINT referral_rewards_invitee_fk REFERENCES users (id),
        amount bigint NOT NULL CONSTRAINT referral_rewards_amount_positive CHECK (amount > 0),
        state referral_state NOT NULL DEFAULT 'WAITING',
        matures_at timestamptz NOT NULL,
        taken_back bigint NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT referral_rewards_taken_back_within CHECK (taken_back BETWEEN 0 AND amount)
      );
      CREATE INDEX referral_rewards_due_idx ON referral_rewards (matures_at) WHERE state = 'WAITING';
      CREATE INDEX referral_rewards_inviter_idx ON referral_rewards (inviter_id, created_at);
      CREATE INDEX referral_rewards_invitee_idx ON referral_rewards (invitee_id);

      CREATE TYPE promo_kind AS ENUM ('BALANCE', 'TOPUP_BONUS');
      CREATE TABLE promo_codes (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        -- In capitals.
        code text NOT NULL CONSTRAINT promo_codes_code_key UNIQUE CONSTRAINT promo_codes_capitals CHECK (code = upper(code)),
        kind promo_kind NOT NULL,
        amount bigint CONSTRAINT promo_codes_amount_positive CHECK (amount > 0),
        percent integer CONSTRAINT promo_codes_percent_range CHECK (percent BETWEEN 1 AND 100),
        max_uses integer NOT NULL DEFAULT 1 CONSTRAINT promo_codes_max_uses_positive CHECK (max_uses > 0),
        uses integer NOT NULL DEFAULT 0,
        max_uses_of_user integer NOT NULL DEFAULT 1 CONSTRAINT promo_codes_max_uses_of_user_positive CHECK (max_uses_of_user > 0),
        -- Only for people who never paid anything in.
        is_for_new boolean NOT NULL DEFAULT false,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz,
        is_active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL,
        CONSTRAINT promo_codes_within_uses CHECK (uses BETWEEN 0 AND max_uses),
        CONSTRAINT promo_codes_kind_fits CHECK ((kind = 'BALANCE') = (amount IS NOT NULL) AND (kind = 'TOPUP_BONUS') = (percent IS NOT NULL))
      );
      CREATE TABLE promo_uses (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        code_id integer NOT NULL CONSTRAINT promo_uses_code_fk REFERENCES promo_codes (id),
        user_id bigint NOT NULL CONSTRAINT promo_uses_user_fk REFERENCES users (id),
        -- The first use of this code by this user, the second ...
        n integer NOT NULL,
        -- Of a bonus: the payment that it came with; null: it waits for one.
        payment_id bigint CONSTRAINT promo_uses_payment_fk REFERENCES payments (id),
        created_at timestamptz NOT NULL,
        CONSTRAINT promo_uses_once UNIQUE (code_id, user_id, n)
      );
      CREATE INDEX promo_uses_user_idx ON promo_uses (user_id);
      CREATE INDEX promo_uses_payment_idx ON promo_uses (payment_id);
      -- Codes that were guessed: five wrong ones in five minutes close the door for as long.
      CREATE TABLE promo_tries (
        user_id bigint PRIMARY KEY CONSTRAINT promo_tries_user_fk REFERENCES users (id) ON DELETE CASCADE,
        wrong integer NOT NULL,
        since timestamptz NOT NULL
      );

      CREATE TYPE gift_state AS ENUM ('OPEN', 'TAKEN', 'RETURNED');
      CREATE TABLE gifts (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key text NOT NULL CONSTRAINT gifts_key_key UNIQUE,
        -- SHA-256 of what stands in the link; found by nothing else.
        token_hash bytea NOT NULL CONSTRAINT gifts_token_hash_key UNIQUE,
        giver_id bigint NOT NULL CONSTRAINT gifts_giver_fk REFERENCES users (id),
        taker_id bigint CONSTRAINT gifts_taker_fk REFERENCES users (id),
        amount bigint NOT NULL CONSTRAINT gifts_amount_positive CHECK (amount > 0),
        state gift_state NOT NULL DEFAULT 'OPEN',
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT gifts_taken_by_somebody CHECK ((state = 'TAKEN') = (taker_id IS NOT NULL))
      );
      CREATE INDEX gifts_giver_idx ON gifts (giver_id, created_at);
      CREATE INDEX gifts_open_idx ON gifts (expires_at) WHERE state = 'OPEN';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
