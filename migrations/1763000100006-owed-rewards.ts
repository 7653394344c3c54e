import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A reward is taken back from who leaves too soon also when his money was on hold at that moment: what was missing is taken
 * as it comes free. And acts that waited for a wallet read its user as it is afterwards. Adds an empty column to
 * `reward_claims`; the new trigger locks `transfers` for an instant.
 */
export class OwedRewards1763000100006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- He left while money of his was on hold; set while something is still to be taken.
      ALTER TABLE reward_claims ADD COLUMN left_at timestamptz;
      CREATE INDEX reward_claims_owed_idx ON reward_claims (user_id) WHERE left_at IS NOT NULL AND clawed_back_at IS NULL;

      CREATE FUNCTION take_back_reward(p_claim reward_claims, p_amount bigint, p_key text, p_now timestamptz)
        RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        v_title text;
        v_after bigint;
      BEGIN
        IF p_amount <= 0 THEN RETURN; END IF;
        SELECT title INTO v_title FROM channels WHERE id = p_claim.channel_id;
        INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, reason, created_at)
        VALUES (p_key, 'DEDUCT', 'AVAILABLE', 'FUNDING', p_amount, p_claim.user_id, 'JOB', 'departure', v_title, p_now)
        RETURNING available_after INTO v_after;
        PERFORM put_notice(p_key, 1::smallint, p_claim.user_id, 'reward_taken_back',
          jsonb_build_object('title', v_title, 'amount', p_amount::text, 'available', v_after::text), p_now);
      END $$;

      -- As before; what is missing while money is on hold stays owed.
      CREATE OR REPLACE FUNCTION claw_back_reward(p_user bigint, p_channel integer, p_now timestamptz) RETURNS bigint
        LANGUAGE plpgsql AS $$
      DECLARE
        v_wallet wallets;
        v_claim reward_claims;
        v_taken bigint;
        v_owes boolean;
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM reward_claims c WHERE c.user_id = p_user AND c.channel_id = p_channel
            AND c.claw_back_until > p_now AND c.clawed_back_at IS NULL AND c.left_at IS NULL) THEN RETURN NULL; END IF;
        SELECT * INTO v_wallet FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
        SELECT * INTO v_claim FROM reward_claims c WHERE c.user_id = p_user AND c.channel_id = p_channel
          AND c.clawed_back_at IS NULL AND c.left_at IS NULL FOR UPDATE;
        IF NOT FOUND THEN RETURN NULL; END IF;
        v_taken := LEAST(v_claim.amount, v_wallet.available);
        v_owes := v_taken < v_claim.amount AND v_wallet.held > 0;
        UPDATE reward_claims SET clawed_back = v_taken, clawed_back_at = CASE WHEN NOT v_owes THEN p_now END,
          left_at = CASE WHEN v_owes THEN p_now END WHERE id = v_claim.id;
        PERFORM take_back_reward(v_claim, v_taken, 'clawback:' || v_claim.id, p_now);
        RETURN v_taken;
      END $$;

      -- A hold ended. What came back pays what is owed, and nothing else does; with the last hold the debt ends, too. A number
      -- that is changed for another gives its money to that one in the same act.
      CREATE FUNCTION take_owed_rewards() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        v_claim reward_claims;
        v_left bigint := CASE WHEN NEW.type = 'RELEASE' THEN NEW.amount ELSE 0 END;
        v_taken bigint;
      BEGIN
        FOR v_claim IN SELECT * FROM reward_claims c
          WHERE c.user_id = NEW.user_id AND c.left_at IS NOT NULL AND c.clawed_back_at IS NULL ORDER BY c.id FOR UPDATE
        LOOP
          v_taken := LEAST(v_claim.amount - v_claim.clawed_back, v_left);
          v_left := v_left - v_taken;
          UPDATE reward_claims c SET clawed_back = c.clawed_back + v_taken, clawed_back_at =
            CASE WHEN NEW.held_after = 0 OR c.clawed_back + v_taken = c.amount THEN NEW.created_at END WHERE c.id = v_claim.id;
          PERFORM take_back_reward(v_claim, v_taken, 'clawback:' || v_claim.id || ':' || NEW.id, NEW.created_at);
        END LOOP;
        RETURN NULL;
      END $$;
      -- Its name puts it behind post_transfer, which moves the wallet.
      CREATE TRIGGER take_owed_rewards AFTER INSERT ON transfers FOR EACH ROW
        WHEN (NEW.from_account = 'HELD' AND NEW.reason <> 'BUYER_CHANGED_NUMBER') EXECUTE FUNCTION take_owed_rewards();

      -- As before, with a user who is not stale, and days that do not begin anew.
      CREATE OR REPLACE FUNCTION claim_reward(
        p_user bigint, p_channel integer, p_now timestamptz, p_max_a_day integer, p_mark bytea,
        OUT kind text, OUT amount bigint, OUT available bigint, OUT until timestamptz) LANGUAGE plpgsql AS $$
      DECLARE
        v_user record;
        v_reward record;
        v_today date := (p_now AT TIME ZONE 'UTC')::date;
        v_day date;
      BEGIN
        -- The lock lets one act of a user through at a time: that he has no claim yet stays true below.
        SELECT w.available INTO available FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
        SELECT u.is_banned, u.created_at, u.telegram_id IS NULL AS is_erased INTO v_user FROM users u WHERE u.id = p_user;
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
        -- A clock that is behind begins no day anew that another has ended: it counts into the later one.
        v_day := GREATEST(v_today, v_reward.counted_day);
        IF v_reward.counted_day IS DISTINCT FROM v_day THEN
          v_reward.claims_today := 0;
          v_reward.spent_today := 0;
        END IF;
        IF v_reward.spent_today + amount > v_reward.budget_per_day
          OR v_reward.claims_today >= v_reward.max_claims_per_day THEN
          kind := 'day_spent'; RETURN;
        END IF;

        UPDATE reward_channels r SET claims = r.claims + 1, spent = r.spent + v_reward.amount, counted_day = v_day,
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
      CREATE OR REPLACE FUNCTION reserve(
        p_key uuid, p_user bigint, p_offer integer, p_price bigint, p_now timestamptz, p_start integer,
        p_max_open integer, p_ask_timeout_ms integer,
        OUT kind text, OUT reservation_id bigint, OUT status reservation_status, OUT phone text,
        OUT price bigint, OUT available bigint, OUT until timestamptz)
        LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
      DECLARE
        v record;
        v_wallet record;
        v_buyer record;
        v_old record;
        v_route chosen_route;
      BEGIN
        -- The offer with its best route, kept ready on the shelf: most buyers get that one.
        SELECT o.id AS offer_id, o.service_id, o.country_id, o.price, o.timeout_s, o.is_active AND o.is_on_shelf AS is_open,
          o.best_route_id AS route_id, o.best_provider_id AS provider_id, o.best_is_pool AS is_pool,
          p.paused_until > p_now AS is_paused INTO v
        FROM offers o LEFT JOIN providers p ON p.id = o.best_provider_id WHERE o.id = p_offer;
        -- The lock lets one act of a user through at a time. He is read behind it, by a statement of its own: in one with the
        -- lock he would be as he was before the wait.
        SELECT w.available, w.open_holds INTO v_wallet FROM wallets w WHERE w.user_id = p_user FOR UPDATE;
        SELECT u.is_banned, u.buying_paused_until INTO v_buyer FROM users u WHERE u.id = p_user;
        price := v.price;
        available := v_wallet.available;
        kind := CASE
          WHEN v.is_open IS DISTINCT FROM true THEN 'offer_gone'
          WHEN v.price <> p_price THEN 'price_changed'
          WHEN v_buyer.is_banned IS DISTINCT FROM false THEN 'banned'
          WHEN v_buyer.buying_paused_until > p_now THEN 'paused'
          WHEN v_wallet.available < v.price THEN 'insufficient_funds'
          WHEN v_wallet.open_holds >= p_max_open THEN 'too_many_open'
          WHEN v.route_id IS NULL THEN 'out_of_stock'
        END;
        IF kind IS NULL THEN
          v_route.route_id := v.route_id;
          v_route.provider_id := v.provider_id;
          v_route.is_pool := v.is_pool;
          IF v.is_paused THEN
            v_route := choose_route(p_offer, v.service_id, v.country_id, p_user, '{}', p_now, p_start, NULL);
          ELSIF v.is_pool THEN
            -- The first half of take_pool_number, written out: a call saved on the way that nearly everybody goes.
            UPDATE numbers SET status = 'RESERVED' WHERE id = (
              SELECT n.id FROM numbers n
              WHERE n.provider_id = v.provider_id AND n.service_id = v.service_id AND n.country_id = v.country_id
                AND n.status = 'AVAILABLE' AND n.pick_key >= p_start
                AND NOT EXISTS (SELECT 1 FROM reservations r
                                WHERE r.user_id = p_user AND r.number_id = n.id AND r.status = 'COMPLETED')
              ORDER BY n.pick_key LIMIT 1 FOR UPDATE OF n SKIP LOCKED)
            RETURNING numbers.id, numbers.phone INTO v_route.number_id, v_route.phone;
            IF NOT FOUND THEN
              v_route := choose_route(p_offer, v.service_id, v.country_id, p_user, '{}', p_now, p_start, NULL);
            END IF;
          END IF;
          IF v_route.route_id IS NULL THEN
            kind := 'out_of_stock';
          ELSE
            until := p_now + make_interval(secs => v.timeout_s);
            reservation_id := insert_reservation(p_key, p_user, p_offer, v.service_id, v.country_id,
              v.price, v_route, NULL, p_now, until, p_ask_timeout_ms);
            kind := 'reserved';
            status := CASE WHEN v_route.is_pool THEN 'WAITING_CODE' ELSE 'REQUESTED' END;
            phone := v_route.phone;
            available := available - v.price;
            RETURN;
          END IF;
        END IF;

        -- Refused: unless this very act was done before, which is then the answer.
        until := CASE WHEN kind = 'paused' THEN v_buyer.buying_paused_until END;
        SELECT r.id, r.user_id, r.offer_id, r.status, r.phone, r.price, r.expires_at INTO v_old
        FROM reservations r WHERE r.key = p_key;
        IF FOUND THEN
          kind := CASE WHEN v_old.user_id = p_user AND v_old.offer_id = p_offer AND v_old.price = p_price
                  THEN 'repeated' ELSE 'key_conflict' END;
          IF kind = 'repeated' THEN
            reservation_id := v_old.id; status := v_old.status; phone := v_old.phone;
            price := v_old.price; until := v_old.expires_at;
          END IF;
        END IF;
      END $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
