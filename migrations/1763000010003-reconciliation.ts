import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What suppliers charged for nothing, and what their balances say about purchases whose answer was lost. New tables;
 * adds empty columns to `reservations` and `providers`, which locks them for an instant.
 */
export class Reconciliation1763000010003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE reservations ADD COLUMN numbered_at timestamptz;
      ALTER TABLE providers ADD COLUMN balance_low bigint CONSTRAINT providers_balance_low_range CHECK (balance_low >= 0);

      -- What our balance at a supplier was, at some moment between the two instants.
      CREATE TABLE balance_looks (
        provider_id integer NOT NULL CONSTRAINT balance_looks_provider_fk REFERENCES providers (id),
        began_at timestamptz NOT NULL,
        ended_at timestamptz NOT NULL,
        balance bigint NOT NULL,
        PRIMARY KEY (provider_id, began_at)
      );

      -- A supplier charged us, but its answer was lost and it shows no order. Once for each route that was asked.
      CREATE TABLE lost_purchases (
        reservation_id bigint NOT NULL CONSTRAINT lost_purchases_reservation_fk REFERENCES reservations (id),
        route_id integer NOT NULL CONSTRAINT lost_purchases_route_fk REFERENCES routes (id),
        provider_id integer NOT NULL CONSTRAINT lost_purchases_provider_fk REFERENCES providers (id),
        amount bigint NOT NULL CONSTRAINT lost_purchases_amount_positive CHECK (amount > 0),
        asked_at timestamptz NOT NULL,
        booked_at timestamptz NOT NULL,
        PRIMARY KEY (reservation_id, route_id)
      );
      CREATE INDEX lost_purchases_provider_idx ON lost_purchases (provider_id, booked_at);

      -- What became of the money for an order that a supplier sold us: charged, and returned when it ended without a code.
      CREATE FUNCTION upstream_money(r reservations)
        RETURNS TABLE (charged bigint, returned bigint, returned_at timestamptz) LANGUAGE sql STABLE AS $$
        SELECT m.charged, CASE WHEN m.back_at IS NULL THEN 0 ELSE m.charged END, m.back_at
        FROM (
          SELECT CASE WHEN r.upstream_order_id IS NOT NULL AND r.claim_of_id IS NULL THEN COALESCE(r.upstream_cost, 0)
              ELSE 0 END AS charged,
            CASE WHEN r.status NOT IN ('EXPIRED', 'CANCELED') THEN NULL
              -- Canceled there before it ended here, or called off by the supplier itself.
              WHEN c.id IS NULL THEN r.ended_at
              WHEN c.outcome IN ('DONE', 'GONE', 'WRONG_STATE', 'UNSUPPORTED') THEN c.done_at END AS back_at
          FROM (SELECT 1) one LEFT JOIN upstream_closures c
            ON c.provider_id = r.provider_id AND c.upstream_order_id = r.upstream_order_id) m
      $$;

      -- By how much a balance fell, since the last look that no purchase or cancel fell into, beyond what we know of.
      -- o_fog: something is under way, or unknown, so that the answer means nothing yet.
      CREATE FUNCTION unexplained_charge(
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
            AND r.upstream_cost IS NULL AND r.upstream_order_id IS NOT NULL) THEN 'an order of unknown cost'
          WHEN EXISTS (SELECT 1 FROM upstream_closures c WHERE c.provider_id = p_provider
            AND c.created_at >= v_look.began_at AND NOT EXISTS (SELECT 1 FROM reservations r
              WHERE r.provider_id = p_provider AND r.upstream_order_id = c.upstream_order_id)) THEN 'an order of nobody'
        END;
        IF o_fog IS NOT NULL THEN RETURN; END IF;
        SELECT v_look.balance - p_balance
          - COALESCE((SELECT sum(r.upstream_cost) FROM reservations r WHERE r.provider_id = p_provider
              AND r.numbered_at >= v_look.began_at AND r.claim_of_id IS NULL), 0)
          + COALESCE((SELECT sum(m.returned) FROM reservations r CROSS JOIN LATERAL upstream_money(r) m
              WHERE r.provider_id = p_provider AND r.upstream_order_id IS NOT NULL
                AND r.expires_at >= v_look.began_at - interval '1 day' AND m.returned_at >= v_look.began_at), 0)
          - COALESCE((SELECT sum(l.amount) FROM lost_purchases l WHERE l.provider_id = p_provider
              AND l.asked_at >= v_look.began_at), 0)
        INTO o_amount;
      END $$;

      -- As before; remembers when the number came.
      CREATE OR REPLACE FUNCTION accept_number(
        p_id bigint, p_route integer, p_order text, p_phone text, p_cost bigint, p_now timestamptz,
        p_cancelable timestamptz, p_expires timestamptz, p_max_uses integer, p_max_expiries integer,
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
          upstream_order_id = p_order, upstream_cost = p_cost, numbered_at = p_now, cancelable_at = v_cancelable, reconcile_at = NULL,
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
