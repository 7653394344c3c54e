-- The buyer's own cancel. kind: canceled | pending | still_asking | already_ended | not_yours. When the buyer asked is
-- kept, since a supplier may let them wait for the end. An hour's pause follows when too many cancels fell into the
-- last hour. Locks wallet, reservation, number.
CREATE OR REPLACE FUNCTION cancel_reservation(
  p_id bigint, p_user bigint, p_now timestamptz, p_max_cancels integer,
  OUT kind text, OUT status reservation_status, OUT due_at timestamptz)
  LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
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
    UPDATE reservations r SET status = 'CANCEL_PENDING', cancel_due_at = cancel_reservation.due_at,
      cancel_asked_at = p_now
    WHERE r.id = p_id;
    kind := 'pending'; status := 'CANCEL_PENDING';
  END IF;
  -- A cancel that the supplier has yet to grant counts as well; those of orders by keys and of the chat count apart.
  -- The last 2000 are more than an hour can hold.
  IF (SELECT count(*) FROM (SELECT r.status, r.end_reason, r.ended_at FROM reservations r
        WHERE r.user_id = p_user AND (r.resale_key_id IS NULL) = (v_row.resale_key_id IS NULL)
        ORDER BY r.id DESC LIMIT 2000) recent
      WHERE recent.status = 'CANCEL_PENDING'
        OR (recent.end_reason = 'BUYER_CANCELED' AND recent.ended_at > p_now - interval '1 hour')) >= p_max_cancels THEN
    UPDATE users u SET buying_paused_until = p_now + interval '1 hour'
    WHERE u.id = p_user AND (u.buying_paused_until IS NULL OR u.buying_paused_until <= p_now);
  END IF;
END $$;
