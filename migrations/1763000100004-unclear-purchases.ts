import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Purchases whose time ended before anybody could say whether the supplier charged us. A new table, and a trigger on
 * `reservations`, which is locked for an instant.
 */
export class UnclearPurchases1763000100004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE unclear_purchases (
        reservation_id bigint NOT NULL CONSTRAINT unclear_purchases_reservation_fk REFERENCES reservations (id),
        route_id integer NOT NULL CONSTRAINT unclear_purchases_route_fk REFERENCES routes (id),
        provider_id integer NOT NULL CONSTRAINT unclear_purchases_provider_fk REFERENCES providers (id),
        -- The most that it may have cost, in the shop's currency.
        amount bigint NOT NULL CONSTRAINT unclear_purchases_amount_positive CHECK (amount > 0),
        asked_at timestamptz NOT NULL,
        ended_at timestamptz NOT NULL,
        told_at timestamptz,
        PRIMARY KEY (reservation_id, route_id)
      );
      CREATE INDEX unclear_purchases_provider_idx ON unclear_purchases (provider_id, asked_at);
      CREATE INDEX unclear_purchases_untold_idx ON unclear_purchases (provider_id) WHERE told_at IS NULL;

      -- In the transaction that gives the buyer's money back, whatever ended the reservation. Of the reasons that are left
      -- out the supplier's answer is known.
      CREATE FUNCTION note_unclear_purchase() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO unclear_purchases (reservation_id, route_id, provider_id, amount, asked_at, ended_at)
        SELECT NEW.id, t.id, t.provider_id, COALESCE(LEAST(t.listed_cost, t.max_cost), t.max_cost), OLD.asked_at, NEW.ended_at
        FROM routes t WHERE t.id = OLD.route_id AND t.max_cost > 0 AND t.listed_cost IS DISTINCT FROM 0
        ON CONFLICT (reservation_id, route_id) DO NOTHING;
        RETURN NULL;
      END $$;
      CREATE TRIGGER note_unclear_purchase AFTER UPDATE OF status ON reservations FOR EACH ROW
        WHEN (OLD.status = 'REQUESTED' AND OLD.asked_at IS NOT NULL AND NEW.status IN ('EXPIRED', 'CANCELED')
          AND NEW.end_reason NOT IN ('OUT_OF_STOCK', 'TOO_DEAR', 'PROVIDER_REFUSED'))
        EXECUTE FUNCTION note_unclear_purchase();

      -- As before; a purchase that stayed unclear may be part of what a balance fell by.
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
          WHEN EXISTS (SELECT 1 FROM unclear_purchases x WHERE x.provider_id = p_provider AND x.asked_at >= v_look.began_at)
            THEN 'an earlier purchase stayed unclear'
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
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
