import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Suppliers whose prices are in another currency than the shop's. Adds empty columns to `providers`, `reservations` and
 * `lost_purchases`, which locks them for an instant. Suppliers that are there go on as if their prices were in the shop's.
 */
export class VendorCurrencies1763000100001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE providers ADD COLUMN currency text,
        ADD COLUMN exchange_rate numeric(16, 10) CONSTRAINT providers_rate_positive CHECK (exchange_rate > (0)::numeric),
        ADD CONSTRAINT providers_rate_needs_currency CHECK (exchange_rate IS NULL OR currency IS NOT NULL);
      ALTER TABLE reservations ADD COLUMN upstream_charged bigint, ADD COLUMN upstream_currency text;
      ALTER TABLE lost_purchases ADD COLUMN charged bigint, ADD COLUMN currency text;

      -- As before; where nobody has said what the supplier's money is worth, nothing is bought.
      CREATE OR REPLACE FUNCTION shelf_of(p_offers integer[]) RETURNS TABLE (
        offer_id integer, is_on_shelf boolean, timeout_s integer, route_id integer, provider_id integer, is_pool boolean)
        LANGUAGE sql STABLE AS $$
        SELECT o.id, s.is_active AND s.deleted_at IS NULL AND c.is_active, s.timeout_s,
          b.id, b.provider_id, b.is_pool
        FROM offers o JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id
        LEFT JOIN LATERAL (
          SELECT r.id, r.provider_id, r.is_pool FROM routes r JOIN providers p ON p.id = r.provider_id
          WHERE r.offer_id = o.id AND r.is_active AND p.is_active
            AND (r.is_pool OR p.currency IS NULL OR p.exchange_rate IS NOT NULL)
          ORDER BY r.is_failing, r.priority, r.rank, r.id LIMIT 1) b ON true
        WHERE o.id = ANY (p_offers)
      $$;
      CREATE OR REPLACE FUNCTION choose_route(
        p_offer integer, p_service integer, p_country integer, p_user bigint, p_tried integer[], p_now timestamptz,
        p_start integer, p_not bigint) RETURNS chosen_route LANGUAGE plpgsql AS $$
      DECLARE
        v_choice chosen_route;
      BEGIN
        FOR v_choice IN
          SELECT r.id, r.provider_id, r.is_pool, NULL::bigint, NULL::text,
                 r.service_code, r.country_code, r.operator, r.max_cost
          FROM routes r JOIN providers p ON p.id = r.provider_id
          WHERE r.offer_id = p_offer AND r.is_active AND p.is_active AND r.id <> ALL (p_tried)
            AND (r.is_pool OR p.currency IS NULL OR p.exchange_rate IS NOT NULL)
            AND (p.paused_until IS NULL OR p.paused_until <= p_now)
          ORDER BY r.is_failing, r.priority, r.rank, r.id
        LOOP
          IF NOT v_choice.is_pool THEN RETURN v_choice; END IF;
          SELECT o_id, o_phone INTO v_choice.number_id, v_choice.phone
          FROM take_pool_number(v_choice.provider_id, p_service, p_country, p_user, p_start, p_not);
          IF v_choice.number_id IS NOT NULL THEN RETURN v_choice; END IF;
        END LOOP;
        RETURN NULL;
      END $$;
      DROP TRIGGER shelve ON providers;
      CREATE TRIGGER shelve AFTER UPDATE ON providers FOR EACH ROW
        WHEN ((OLD.is_active, OLD.currency, OLD.exchange_rate) IS DISTINCT FROM (NEW.is_active, NEW.currency, NEW.exchange_rate))
        EXECUTE FUNCTION shelve();

      -- What was listed at another rate means nothing any more. The lists are read anew; a first list is no news.
      CREATE FUNCTION reprice_provider() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.catalogue_due_at := NULL;
        DELETE FROM vendor_prices WHERE provider_id = NEW.id;
        UPDATE routes SET listed_cost = NULL WHERE provider_id = NEW.id AND listed_cost IS NOT NULL;
        RETURN NEW;
      END $$;
      CREATE TRIGGER reprice_provider BEFORE UPDATE ON providers FOR EACH ROW
        WHEN ((OLD.currency, OLD.exchange_rate) IS DISTINCT FROM (NEW.currency, NEW.exchange_rate))
        EXECUTE FUNCTION reprice_provider();

      -- As before; tells as well what it was in the supplier's own currency.
      DROP FUNCTION upstream_money(reservations);
      CREATE FUNCTION upstream_money(r reservations)
        RETURNS TABLE (charged bigint, returned bigint, returned_at timestamptz,
          charged_there bigint, returned_there bigint) LANGUAGE sql STABLE AS $$
        SELECT m.charged, CASE WHEN m.back_at IS NULL THEN 0 ELSE m.charged END, m.back_at,
          m.charged_there, CASE WHEN m.back_at IS NULL THEN 0 ELSE m.charged_there END
        FROM (
          SELECT CASE WHEN r.upstream_order_id IS NOT NULL AND r.claim_of_id IS NULL THEN COALESCE(r.upstream_cost, 0)
              ELSE 0 END AS charged,
            CASE WHEN r.upstream_order_id IS NOT NULL AND r.claim_of_id IS NULL
              THEN COALESCE(r.upstream_charged, r.upstream_cost, 0) ELSE 0 END AS charged_there,
            CASE WHEN r.status NOT IN ('EXPIRED', 'CANCELED') THEN NULL
              -- Canceled there before it ended here, or called off by the supplier itself.
              WHEN c.id IS NULL THEN r.ended_at
              WHEN c.outcome IN ('DONE', 'GONE', 'WRONG_STATE', 'UNSUPPORTED') THEN c.done_at END AS back_at
          FROM (SELECT 1) one LEFT JOIN upstream_closures c
            ON c.provider_id = r.provider_id AND c.upstream_order_id = r.upstream_order_id) m
      $$;

      -- As before, in the supplier's own currency, which its balance is in.
      CREATE OR REPLACE FUNCTION unexplained_charge(
        p_provider integer, p_asked timestamptz, p_balance bigint, p_now timestamptz, p_reservation bigint,
        OUT o_fog text, OUT o_amount bigint, OUT o_others integer)
        LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
      DECLARE
        v_look balance_looks;
      BEGIN
        SELECT l.* INTO v_look FROM balance_looks l
        WHERE l.provider_id = p_provider AND l.ended_at <= p_asked AND l.ended_at > p_asked - interval '30 minutes'
          AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.upstream_order_id IS NOT NULL
            AND r.asked_at <= l.ended_at AND r.numbered_at >= l.began_at)
          AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.upstream_order_id IS NOT NULL
            AND r.ended_at BETWEEN l.began_at - interval '30 seconds' AND l.ended_at AND r.status IN ('EXPIRED', 'CANCELED'))
          AND NOT EXISTS (SELECT 1 FROM upstream_closures c WHERE c.provider_id = p_provider AND c.action <> 'FINISH'
            AND c.done_at BETWEEN l.began_at - interval '30 seconds' AND l.ended_at + interval '30 seconds')
        ORDER BY l.ended_at DESC LIMIT 1;
        SELECT count(*) INTO o_others FROM reservations r WHERE r.provider_id = p_provider AND r.status = 'REQUESTED'
          AND r.asked_at IS NOT NULL AND r.id <> p_reservation;
        o_fog := CASE
          WHEN v_look.provider_id IS NULL THEN 'no clear look at the balance before'
          WHEN EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.status = 'REQUESTED'
            AND r.asked_at IS NOT NULL AND r.id < p_reservation) THEN 'an older purchase is still unknown'
          WHEN EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.status = 'REQUESTED'
            AND r.asked_at > p_now - interval '20 seconds' AND r.id <> p_reservation) THEN 'another purchase is under way'
          WHEN EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.status = 'CANCEL_PENDING'
            AND COALESCE(r.cancelable_at, p_now) <= p_now) THEN 'a cancel is under way'
          WHEN EXISTS (SELECT 1 FROM upstream_closures c WHERE c.provider_id = p_provider AND c.action <> 'FINISH'
            AND c.done_at IS NULL AND c.due_at <= p_now) THEN 'a cancel is under way'
          WHEN EXISTS (SELECT 1 FROM reservations r WHERE r.provider_id = p_provider AND r.numbered_at >= v_look.began_at
            AND COALESCE(r.upstream_charged, r.upstream_cost) IS NULL AND r.upstream_order_id IS NOT NULL) THEN 'an order of unknown cost'
          WHEN EXISTS (SELECT 1 FROM upstream_closures c WHERE c.provider_id = p_provider
            AND c.created_at >= v_look.began_at AND NOT EXISTS (SELECT 1 FROM reservations r
              WHERE r.provider_id = p_provider AND r.upstream_order_id = c.upstream_order_id)) THEN 'an order of nobody'
        END;
        IF o_fog IS NOT NULL THEN RETURN; END IF;
        SELECT v_look.balance - p_balance
          - COALESCE((SELECT sum(COALESCE(r.upstream_charged, r.upstream_cost)) FROM reservations r WHERE r.provider_id = p_provider
              AND r.numbered_at >= v_look.began_at AND r.claim_of_id IS NULL), 0)
          + COALESCE((SELECT sum(m.returned_there) FROM reservations r CROSS JOIN LATERAL upstream_money(r) m
              WHERE r.provider_id = p_provider AND r.upstream_order_id IS NOT NULL
                AND r.expires_at >= v_look.began_at - interval '1 day' AND m.returned_at >= v_look.began_at), 0)
          - COALESCE((SELECT sum(COALESCE(l.charged, l.amount)) FROM lost_purchases l WHERE l.provider_id = p_provider
              AND l.asked_at >= v_look.began_at), 0)
        INTO o_amount;
      END $$;

      -- As before; keeps what the supplier named.
      DROP FUNCTION accept_number(bigint, integer, text, text, bigint, timestamptz, timestamptz, timestamptz, integer, integer);
      CREATE FUNCTION accept_number(
        p_id bigint, p_route integer, p_order text, p_phone text, p_cost bigint, p_now timestamptz,
        p_cancelable timestamptz, p_expires timestamptz, p_max_uses integer, p_max_expiries integer,
        p_charged bigint DEFAULT NULL, p_currency text DEFAULT NULL,
        OUT kind text, OUT status reservation_status, OUT until timestamptz) LANGUAGE plpgsql AS $$
      DECLARE
        v_row reservations;
        v_number bigint;
        v_provider integer;
        v_cancelable timestamptz;
      BEGIN
        v_row := lock_reservation(p_id);
        status := v_row.status;
        IF v_row.status = 'WAITING_CODE' AND v_row.upstream_order_id = p_order THEN
          kind := 'accepted'; until := v_row.expires_at; RETURN;
        END IF;
        SELECT r.provider_id, COALESCE(p_cancelable, p_now + make_interval(secs => p.early_cancel_s))
          INTO v_provider, v_cancelable
        FROM routes r JOIN providers p ON p.id = r.provider_id WHERE r.id = p_route;
        IF v_row.status <> 'REQUESTED' OR v_row.route_id <> p_route THEN
          kind := 'too_late';
        ELSIF EXISTS (SELECT 1 FROM numbers n WHERE n.provider_id = v_provider AND n.service_id = v_row.service_id
            AND n.phone = p_phone AND (n.usage_count >= p_max_uses OR n.expiries_in_a_row >= p_max_expiries
              OR EXISTS (SELECT 1 FROM reservations x
                         WHERE x.user_id = v_row.user_id AND x.number_id = n.id AND x.status = 'COMPLETED'))) THEN
          kind := 'number_spent';
        ELSE
          INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, created_at)
          VALUES (v_provider, v_row.service_id, v_row.country_id, p_phone, 'ON_DEMAND', 'RESERVED', p_now)
          ON CONFLICT (provider_id, service_id, phone) DO UPDATE
            SET status = 'RESERVED', available_at = NULL, deleted_at = NULL
            WHERE numbers.origin = 'ON_DEMAND' AND numbers.status <> 'RESERVED'
          RETURNING id INTO v_number;
          IF v_number IS NULL THEN kind := 'number_taken'; END IF;
        END IF;
        IF kind IS NOT NULL THEN
          IF NOT EXISTS (SELECT 1 FROM reservations x WHERE x.provider_id = v_provider AND x.upstream_order_id = p_order) THEN
            PERFORM put_closure(v_provider, p_order, 'CANCEL', v_cancelable, p_now);
          ELSIF kind = 'number_taken' THEN
            kind := 'order_owned';
          END IF;
          RETURN;
        END IF;
        UPDATE reservations r SET status = 'WAITING_CODE', number_id = v_number, phone = p_phone,
          upstream_order_id = p_order, upstream_cost = p_cost, upstream_charged = p_charged, upstream_currency = p_currency, numbered_at = p_now, cancelable_at = v_cancelable, reconcile_at = NULL,
          absent_at = NULL, expires_at = COALESCE(LEAST(r.expires_at, p_expires), r.expires_at)
        WHERE r.id = p_id RETURNING r.status, r.expires_at INTO status, until;
        kind := 'accepted';
      END $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
