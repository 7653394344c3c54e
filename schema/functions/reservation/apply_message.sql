-- A stored message meets its reservation. kind: captured | appended | late | too_late | already_applied. 'captured'
-- completed it and took the price; 'late' is offered to the buyer; 'too_late' leaves the message an orphan. Locks
-- wallet, reservation, message, number.
CREATE OR REPLACE FUNCTION apply_message(
  p_message bigint, p_reservation bigint, p_code text, p_now timestamptz, p_max_uses integer,
  p_late_window_s integer, OUT kind text, OUT status reservation_status, OUT user_id bigint)
  LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_row reservations;
  v_message messages;
BEGIN
  v_row := lock_reservation(p_reservation);
  SELECT * INTO v_message FROM messages m WHERE m.id = p_message FOR UPDATE;
  status := v_row.status;
  user_id := v_row.user_id;
  IF v_message.status IN ('APPLIED', 'LATE') THEN kind := 'already_applied'; RETURN; END IF;

  IF v_row.status IN ('WAITING_CODE', 'CANCEL_PENDING') THEN
    UPDATE reservations r SET status = 'COMPLETED', ended_at = p_now, cancel_due_at = NULL WHERE r.id = v_row.id;
    INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, reservation_id,
      actor_type, actor_id, created_at)
    VALUES ('purchase:' || v_row.id, 'PURCHASE', 'HELD', 'SALES', v_row.price, v_row.user_id, v_row.id,
      'JOB', 'message', p_now);
    PERFORM count_use(v_row.number_id, p_max_uses, v_row.expires_at, p_now);
    IF v_row.upstream_order_id IS NOT NULL THEN
      PERFORM put_upstream_order_end(v_row.provider_id, v_row.upstream_order_id, 'FINISH', v_row.expires_at, p_now);
    END IF;
    kind := 'captured'; status := 'COMPLETED';
  ELSIF v_row.status = 'COMPLETED' AND v_row.expires_at > p_now THEN
    kind := 'appended';
  ELSIF v_row.status IN ('EXPIRED', 'CANCELED') AND v_row.number_id IS NOT NULL
    AND v_row.ended_at > p_now - make_interval(secs => p_late_window_s)
    AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.number_id = v_row.number_id AND r.id > v_row.id) THEN
    kind := 'late';
  ELSE
    kind := 'too_late';
    UPDATE messages m SET status = 'ORPHAN', orphan_reason = 'RESERVATION_OVER', code = p_code, applied_at = p_now
    WHERE m.id = p_message;
    RETURN;
  END IF;

  UPDATE messages m SET status = (CASE WHEN kind = 'late' THEN 'LATE' ELSE 'APPLIED' END)::message_status,
    reservation_id = v_row.id, code = p_code, applied_at = p_now, orphan_reason = NULL WHERE m.id = p_message;
  IF chat_hears(v_row.resale_key_id) THEN
    PERFORM put_notice('message:' || p_message, 0::smallint, v_row.user_id,
      (CASE WHEN kind = 'late' THEN 'late_code' ELSE 'code_received' END)::outbox_kind,
      jsonb_build_object('messageId', p_message::text, 'reservationId', v_row.id::text), p_now);
  END IF;
END $$;
