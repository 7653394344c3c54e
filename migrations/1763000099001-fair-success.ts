import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a reservation says of its route stands in one column, decided when it ends: buyers who change their mind are no
 * failure of a supplier's. Every rate is counted from it. Judges what ended before, and builds two indexes anew: locks
 * `reservations` against writes meanwhile, about a minute for a million rows.
 */
export class FairSuccess1763000099001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE reservations ADD COLUMN cancel_asked_at timestamptz, ADD COLUMN brought_code boolean;
      ALTER TABLE route_figures ADD COLUMN usual_s real;

      -- How long a buyer has to wait, in seconds, before his leaving blames the route: until nine in ten of its codes have
      -- usually come, and two minutes at least.
      CREATE FUNCTION patience_s(p_route integer) RETURNS double precision LANGUAGE sql STABLE AS $$
        SELECT GREATEST(120, COALESCE((SELECT f.usual_s FROM route_figures f WHERE f.route_id = p_route), 0))
      $$;

      -- Whether a reservation's number brought a code. Null while it is open, and when it says nothing of the route: no number
      -- came, the buyer or the operator ended it before a code was due, or it only claims the late code of another.
      CREATE FUNCTION judge_reservation(r reservations) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
      DECLARE
        v_waited_s double precision := extract(epoch FROM
          COALESCE(r.cancel_asked_at, r.ended_at) - COALESCE(r.numbered_at, r.created_at));
      BEGIN
        IF r.ended_at IS NULL OR r.number_id IS NULL OR r.claim_of_id IS NOT NULL THEN RETURN NULL; END IF;
        IF r.status = 'COMPLETED' THEN RETURN true; END IF;
        -- The supplier took it away, or its whole time was over. A number that was changed for has what is left only.
        IF r.cancel_asked_at IS NULL
          AND (r.end_reason = 'PROVIDER_LOST_ORDER' OR (r.status = 'EXPIRED' AND r.replaces_id IS NULL)) THEN
          RETURN false;
        END IF;
        IF (r.status = 'EXPIRED' OR r.end_reason IN ('BUYER_CANCELED', 'BUYER_CHANGED_NUMBER', 'PROVIDER_LOST_ORDER'))
          AND v_waited_s >= patience_s(r.route_id) THEN
          RETURN false;
        END IF;
        RETURN NULL;
      END $$;

      CREATE FUNCTION note_brought_code() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.brought_code := judge_reservation(NEW);
        RETURN NEW;
      END $$;
      CREATE TRIGGER note_brought_code BEFORE UPDATE ON reservations FOR EACH ROW
        WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION note_brought_code();
      CREATE TRIGGER note_brought_code_at_birth BEFORE INSERT ON reservations FOR EACH ROW
        WHEN (NEW.ended_at IS NOT NULL) EXECUTE FUNCTION note_brought_code();

      -- As before, from what reservations say of their route; and the time within which nine in ten codes came.
      CREATE OR REPLACE FUNCTION figure_routes(p_now timestamptz) RETURNS integer LANGUAGE plpgsql SET enable_seqscan = off AS $$
      DECLARE
        v_count integer;
      BEGIN
        INSERT INTO route_figures (route_id, ended, completed, weight, success, median_s, usual_s, cost, figured_at)
        SELECT r.id, n.ended, n.completed, n.weight, (n.wins + 3.5) / (n.weight + 5), n.median_s, n.usual_s, n.cost, p_now
        FROM routes r LEFT JOIN route_figures f ON f.route_id = r.id
        CROSS JOIN LATERAL (
          SELECT max(e.ended_at) AS at FROM reservations e WHERE e.route_id = r.id AND e.brought_code IS NOT NULL) last
        CROSS JOIN LATERAL (
          SELECT count(*)::integer AS ended, (count(*) FILTER (WHERE brought_code))::integer AS completed,
            COALESCE(sum(age_weight), 0)::real AS weight, COALESCE(sum(age_weight) FILTER (WHERE brought_code), 0)::real AS wins,
            (percentile_cont(0.5) WITHIN GROUP (ORDER BY took_s) FILTER (WHERE brought_code))::real AS median_s,
            (percentile_cont(0.9) WITHIN GROUP (ORDER BY code_s) FILTER (WHERE brought_code))::real AS usual_s,
            (avg(upstream_cost) FILTER (WHERE brought_code))::bigint AS cost
          FROM (
            SELECT e.brought_code, e.upstream_cost,
              extract(epoch FROM e.ended_at - e.created_at) AS took_s,
              extract(epoch FROM e.ended_at - COALESCE(e.numbered_at, e.created_at)) AS code_s,
              power(0.5::float8, GREATEST(0, extract(epoch FROM p_now - e.ended_at))::float8 / 21600) AS age_weight
            FROM reservations e WHERE e.route_id = r.id AND e.brought_code IS NOT NULL
            ORDER BY e.ended_at DESC LIMIT 100) recent) n
        WHERE last.at IS NOT NULL
          AND (f.route_id IS NULL OR last.at >= f.figured_at - interval '1 minute' OR f.figured_at < p_now - interval '30 minutes')
        ON CONFLICT (route_id) DO UPDATE SET ended = EXCLUDED.ended, completed = EXCLUDED.completed,
          weight = EXCLUDED.weight, success = EXCLUDED.success, median_s = EXCLUDED.median_s, usual_s = EXCLUDED.usual_s,
          cost = EXCLUDED.cost, figured_at = EXCLUDED.figured_at;
        GET DIAGNOSTICS v_count = ROW_COUNT;
        RETURN v_count;
      END $$;

      -- As before; when the buyer asked is kept, since a supplier may let him wait for the end.
      CREATE OR REPLACE FUNCTION cancel_reservation(
        p_id bigint, p_user bigint, p_now timestamptz, p_max_cancels integer,
        OUT kind text, OUT status reservation_status, OUT due_at timestamptz) LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
      DECLARE
        v_row reservations;
      BEGIN
        v_row := lock_reservation(p_id);
        status := v_row.status;
        IF v_row.id IS NULL OR v_row.user_id <> p_user THEN kind := 'not_yours'; RETURN; END IF;
        IF v_row.ended_at IS NOT NULL THEN kind := 'already_ended'; RETURN; END IF;
        IF v_row.status = 'REQUESTED' THEN kind := 'still_asking'; RETURN; END IF;
        IF v_row.status = 'CANCEL_PENDING' THEN kind := 'pending'; due_at := v_row.cancel_due_at; RETURN; END IF;
        IF v_row.origin = 'POOL' THEN
          PERFORM close_reservation(v_row, 'CANCELED', 'BUYER_CANCELED', p_now, 'USER', p_user::text, 2147483647, true);
          kind := 'canceled'; status := 'CANCELED';
        ELSE
          due_at := GREATEST(p_now, COALESCE(v_row.cancelable_at, p_now));
          UPDATE reservations r SET status = 'CANCEL_PENDING', cancel_due_at = cancel_reservation.due_at, cancel_asked_at = p_now
          WHERE r.id = p_id;
          kind := 'pending'; status := 'CANCEL_PENDING';
        END IF;
        -- A cancel that the supplier has yet to grant counts as well. His last 500 are more than an hour can hold.
        IF (SELECT count(*) FROM (SELECT r.status, r.end_reason, r.ended_at FROM reservations r
              WHERE r.user_id = p_user ORDER BY r.id DESC LIMIT 500) recent
            WHERE recent.status = 'CANCEL_PENDING'
              OR (recent.end_reason = 'BUYER_CANCELED' AND recent.ended_at > p_now - interval '1 hour')) >= p_max_cancels THEN
          UPDATE users u SET buying_paused_until = p_now + interval '1 hour'
          WHERE u.id = p_user AND (u.buying_paused_until IS NULL OR u.buying_paused_until <= p_now);
        END IF;
      END $$;

      -- What ended before. First the codes, which say how long each route usually takes. When a buyer asked for a cancel that a
      -- supplier granted as soon as it could is not known: he had hardly waited, so it says nothing.
      UPDATE reservations r SET brought_code = true WHERE r.status = 'COMPLETED' AND r.claim_of_id IS NULL;
      UPDATE route_figures f SET usual_s = u.usual_s FROM (
        SELECT route_id, percentile_cont(0.9) WITHIN GROUP (
            ORDER BY extract(epoch FROM ended_at - COALESCE(numbered_at, created_at)))::real AS usual_s
        FROM reservations WHERE brought_code GROUP BY route_id) u
      WHERE u.route_id = f.route_id;
      UPDATE reservations r SET brought_code = false
      WHERE r.status IN ('EXPIRED', 'CANCELED') AND judge_reservation(r) = false
        AND (r.end_reason <> 'BUYER_CANCELED' OR r.cancelable_at IS NULL
          OR r.ended_at >= r.cancelable_at + interval '30 seconds');

      DROP INDEX reservations_route_ended_idx;
      DROP INDEX reservations_offer_ended_idx;
      CREATE INDEX reservations_route_told_idx ON reservations (route_id, ended_at) WHERE brought_code IS NOT NULL;
      CREATE INDEX reservations_offer_told_idx ON reservations (offer_id, id) WHERE brought_code IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
