-- Several stored messages meet their reservations in one transaction, in the order given: an answer of apply_message
-- for each, in that order. Locks all their wallets first, in the order of their users, then as apply_message does.
CREATE OR REPLACE FUNCTION apply_messages(
  p_messages bigint[], p_reservations bigint[], p_codes text[], p_now timestamptz, p_max_uses integer,
  p_late_window_s integer) RETURNS TABLE (kind text, status reservation_status, user_id bigint)
  LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM 1 FROM wallets w
  WHERE w.user_id IN (SELECT r.user_id FROM reservations r WHERE r.id = ANY (p_reservations))
  ORDER BY w.user_id FOR UPDATE;
  FOR v_index IN 1 .. cardinality(p_messages) LOOP
    RETURN QUERY SELECT a.kind, a.status, a.user_id FROM apply_message(p_messages[v_index], p_reservations[v_index],
      p_codes[v_index], p_now, p_max_uses, p_late_window_s) a;
  END LOOP;
END $$;
