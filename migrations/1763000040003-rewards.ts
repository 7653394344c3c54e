import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Free credit for joining channels. That a reward is given once is `reward_claims_once`; that no budget is exceeded are
 * the checks `reward_channels_within_...`: the row of the channel counts what was given, in the transaction that gives it.
 * Lock order: wallet, then the reward channel. New tables and functions; the trigger on telegram_memberships takes its
 * lock for a moment.
 */
export class Rewards1763000040003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE reward_channels (
        channel_id integer PRIMARY KEY CONSTRAINT reward_channels_channel_fk REFERENCES channels (id),
        amount bigint NOT NULL CONSTRAINT reward_channels_amount_positive CHECK (amount > 0),
        budget_total bigint,
        budget_per_day bigint,
        max_claims_per_day integer,
        -- Only for people whom the shop has known for so long.
        min_account_minutes integer NOT NULL DEFAULT 0
          CONSTRAINT reward_channels_account_not_negative CHECK (min_account_minutes >= 0),
        -- Who leaves within so many days gives it back; null: never.
        claw_back_days integer CONSTRAINT reward_channels_days_positive CHECK (claw_back_days > 0),
        position integer NOT NULL DEFAULT 0,
        is_active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL,
        claims integer NOT NULL DEFAULT 0,
        spent bigint NOT NULL DEFAULT 0,
        -- The day (UTC) that the two below are about.
        counted_day date,
        claims_today integer NOT NULL DEFAULT 0,
        spent_today bigint NOT NULL DEFAULT 0,
        CONSTRAINT reward_channels_within_total CHECK (spent <= budget_total),
        CONSTRAINT reward_channels_within_day CHECK (spent_today <= budget_per_day),
        CONSTRAINT reward_channels_claims_within_day CHECK (claims_today <= max_claims_per_day)
      );

      CREATE TABLE reward_claims (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        user_id bigint NOT NULL CONSTRAINT reward_claims_user_fk REFERENCES users (id),
        channel_id integer NOT NULL CONSTRAINT reward_claims_channel_fk REFERENCES reward_channels (channel_id),
        amount bigint NOT NULL CONSTRAINT reward_claims_amount_positive CHECK (amount > 0),
        created_at timestamptz NOT NULL,
        claw_back_until timestamptz,
        clawed_back_at timestamptz,
        clawed_back bigint NOT NULL DEFAULT 0
          CONSTRAINT reward_claims_clawed_back_fits CHECK (clawed_back BETWEEN 0 AND amount),
        CONSTRAINT reward_claims_once UNIQUE (user_id, channel_id)
      );
      CREATE INDEX reward_claims_channel_idx ON reward_claims (channel_id, created_at);

      -- A reward for somebody of whom Telegram has just said that he is in the channel. kind: claimed | already | banned
      -- | not_offered | too_young | budget_spent | day_spent | user_day_spent. Only 'claimed' changed anything.
      CREATE FUNCTION claim_reward(
        p_user bigint, p_channel integer, p_now timestamptz, p_max_a_day integer,
        OUT kind text, OUT amount bigint, OUT available bigint, OUT until timestamptz) LANGUAGE plpgsql AS $$
      DECLARE
        v_user record;
        v_reward record;
        v_today date := (p_now AT TIME ZONE 'UTC')::date;
      BEGIN
        -- The lock lets one act of a user through at a time: that he has no claim yet stays true below.
        SELECT w.available, u.is_banned, u.created_at INTO v_user
        FROM wallets w JOIN users u ON u.id = w.user_id WHERE w.user_id = p_user FOR UPDATE OF w;
        available := v_user.available;
        IF EXISTS (SELECT 1 FROM reward_claims c WHERE c.user_id = p_user AND c.channel_id = p_channel) THEN
          kind := 'already'; RETURN;
        END IF;
        IF v_user.is_banned IS DISTINCT FROM false THEN kind := 'banned'; RETURN; END IF;
        IF p_max_a_day > 0 AND (SELECT count(*) FROM reward_claims c
            WHERE c.user_id = p_user AND (c.created_at AT TIME ZONE 'UTC')::date = v_today) >= p_max_a_day THEN
          kind := 'user_day_spent'; RETURN;
        END IF;
        SELECT r.*, t.telegram_id, t.title INTO v_reward
        FROM reward_channels r JOIN channels t ON t.id = r.channel_id
        WHERE r.channel_id = p_channel AND r.is_active FOR UPDATE OF r;
        IF NOT FOUND THEN kind := 'not_offered'; RETURN; END IF;
        amount := v_reward.amount;
        until := v_user.created_at + make_interval(mins => v_reward.min_account_minutes);
        IF until > p_now THEN kind := 'too_young'; RETURN; END IF;
        until := NULL;
        IF v_reward.spent + amount > v_reward.budget_total THEN kind := 'budget_spent'; RETURN; END IF;
        IF v_reward.counted_day IS DISTINCT FROM v_today THEN
          v_reward.claims_today := 0;
          v_reward.spent_today := 0;
        END IF;
        IF v_reward.spent_today + amount > v_reward.budget_per_day
          OR v_reward.claims_today >= v_reward.max_claims_per_day THEN
          kind := 'day_spent'; RETURN;
        END IF;

        UPDATE reward_channels r SET claims = r.claims + 1, spent = r.spent + v_reward.amount, counted_day = v_today,
          claims_today = v_reward.claims_today + 1, spent_today = v_reward.spent_today + v_reward.amount
        WHERE r.channel_id = p_channel;
        INSERT INTO reward_claims (user_id, channel_id, amount, created_at, claw_back_until)
        VALUES (p_user, p_channel, amount, p_now, p_now + make_interval(days => v_reward.claw_back_days));
        INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, reason, created_at)
        VALUES ('reward:' || v_reward.telegram_id || ':' || p_user, 'REWARD', 'REWARDS', 'AVAILABLE', amount, p_user,
          'USER', p_user::text, v_reward.title, p_now);
        available := available + amount;
        kind := 'claimed';
      END $$;

      -- Takes a reward back from somebody who left the channel too soon: at most what he has available, once. Answers what
      -- was taken; null when there was nothing to take back.
      CREATE FUNCTION claw_back_reward(p_user bigint, p_channel integer, p_now timestamptz) RETURNS bigint
        LANGUAGE plpgsql AS $$
      DECLARE
        v_available bigint;
        v_claim reward_claims;
        v_title text;
        v_taken bigint;
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM reward_claims c WHERE c.user_id = p_user AND c.channel_id = p_channel
            AND c.claw_back_until > p_now AND c.clawed_back_at IS NULL) THEN RETURN NULL; END IF;
        SELECT w.available INTO v_available FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
        SELECT * INTO v_claim FROM reward_claims c
        WHERE c.user_id = p_user AND c.channel_id = p_channel AND c.clawed_back_at IS NULL FOR UPDATE;
        IF NOT FOUND THEN RETURN NULL; END IF;
        v_taken := LEAST(v_claim.amount, v_available);
        UPDATE reward_claims SET clawed_back_at = p_now, clawed_back = v_taken WHERE id = v_claim.id;
        IF v_taken > 0 THEN
          SELECT title INTO v_title FROM channels WHERE id = p_channel;
          INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, reason, created_at)
          VALUES ('clawback:' || v_claim.id, 'DEDUCT', 'AVAILABLE', 'FUNDING', v_taken, p_user, 'JOB', 'departure',
            v_title, p_now);
          PERFORM put_notice('clawback:' || v_claim.id, 1::smallint, p_user, 'reward_taken_back',
            jsonb_build_object('title', v_title, 'amount', v_taken::text, 'available', (v_available - v_taken)::text), p_now);
        END IF;
        RETURN v_taken;
      END $$;

      -- However a departure becomes known, what hangs on it follows in the same transaction.
      CREATE FUNCTION claw_back_on_departure() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM claw_back_reward(u.id, c.id, NEW.checked_at)
        FROM channels c, users u WHERE c.telegram_id = NEW.channel_id AND u.telegram_id = NEW.telegram_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER claw_back_on_departure AFTER INSERT OR UPDATE ON telegram_memberships
        FOR EACH ROW WHEN (NEW.status = 'NOT_MEMBER') EXECUTE FUNCTION claw_back_on_departure();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
