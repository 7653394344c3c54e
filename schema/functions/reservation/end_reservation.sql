-- Ends an open reservation. kind: ended | already_ended | not_due | gone. Told to the buyer when p_notify. Locks
-- wallet, reservation, number.
CREATE OR REPLACE FUNCTION end_reservation(
  p_id bigint, p_to reservation_status, p_reason text, p_now timestamptz, p_actor actor_type, p_actor_id text,
  p_max_expiries integer, p_tell_upstream boolean, p_notify boolean,
  OUT kind text, OUT status reservation_status)
  LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_row reservations;
BEGIN
  v_row := lock_reservation(p_id);
  status := v_row.status;
  IF v_row.id IS NULL THEN kind := 'gone'; RETURN; END IF;
  IF v_row.ended_at IS NOT NULL THEN kind := 'already_ended'; RETURN; END IF;
  IF p_to = 'EXPIRED' AND v_row.expires_at > p_now THEN kind := 'not_due'; RETURN; END IF;
  PERFORM close_reservation(v_row, p_to, p_reason, p_now, p_actor, p_actor_id, p_max_expiries, p_tell_upstream);
  IF p_notify AND chat_hears(v_row.resale_key_id) THEN
    PERFORM put_notice('ended:' || p_id, 1::smallint, v_row.user_id, 'reservation_ended',
      jsonb_build_object('reservationId', p_id::text), p_now);
  END IF;
  kind := 'ended';
  status := p_to;
END $$;
