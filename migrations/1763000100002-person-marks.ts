import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A reward is given once for ever, also to a person who was erased and comes back: claims keep a keyed hash of who and where.
 * The key is sealed with SECRET_KEY, so a copy of the database alone tells nobody. Adds an empty column to `reward_claims`,
 * which locks it for an instant; claims from before get their mark when their person is erased.
 */
export class PersonMarks1763000100002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE person_mark_keys (
        id smallint PRIMARY KEY CONSTRAINT person_mark_keys_one CHECK (id = 1),
        key_sealed bytea NOT NULL
      );
      ALTER TABLE reward_claims ADD COLUMN person_mark bytea
        CONSTRAINT reward_claims_mark_form CHECK (octet_length(person_mark) = 32);
      CREATE UNIQUE INDEX reward_claims_mark_once ON reward_claims (person_mark) WHERE person_mark IS NOT NULL;

      -- As before; refuses as well who had it before he was erased.
      DROP FUNCTION claim_reward(bigint, integer, timestamptz, integer);
      CREATE FUNCTION claim_reward(
        p_user bigint, p_channel integer, p_now timestamptz, p_max_a_day integer, p_mark bytea,
        OUT kind text, OUT amount bigint, OUT available bigint, OUT until timestamptz) LANGUAGE plpgsql AS $$
      DECLARE
        v_user record;
        v_reward record;
        v_today date := (p_now AT TIME ZONE 'UTC')::date;
      BEGIN
        -- The lock lets one act of a user through at a time: that he has no claim yet stays true below.
        SELECT w.available, u.is_banned, u.created_at, u.telegram_id IS NULL AS is_erased INTO v_user
        FROM wallets w JOIN users u ON u.id = w.user_id WHERE w.user_id = p_user FOR UPDATE OF w;
        available := v_user.available;
        IF v_user.is_erased OR EXISTS (SELECT 1 FROM reward_claims c WHERE c.user_id = p_user AND c.channel_id = p_channel)
          OR EXISTS (SELECT 1 FROM reward_claims c WHERE c.person_mark = p_mark) THEN
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
        INSERT INTO reward_claims (user_id, channel_id, amount, created_at, claw_back_until, person_mark)
        VALUES (p_user, p_channel, amount, p_now, p_now + make_interval(days => v_reward.claw_back_days), p_mark);
        INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, reason, created_at)
        VALUES ('reward:' || v_reward.telegram_id || ':' || p_user, 'REWARD', 'REWARDS', 'AVAILABLE', amount, p_user,
          'USER', p_user::text, v_reward.title, p_now);
        available := available + amount;
        kind := 'claimed';
      END $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
