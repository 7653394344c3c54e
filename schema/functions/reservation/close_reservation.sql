-- The end of a reservation that is locked and open, without a code: status, release of the price, number back, use of a
-- promo code back, word to the supplier.
CREATE OR REPLACE FUNCTION close_reservation(
  p_row reservations, p_to reservation_status, p_reason text, p_now timestamptz, p_actor actor_type,
  p_actor_id text, p_max_expiries integer, p_tell_upstream boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE reservations SET status = p_to, end_reason = p_reason, ended_at = p_now, cancel_due_at = NULL,
    reconcile_at = NULL WHERE id = p_row.id;
  INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, reservation_id,
    actor_type, actor_id, reason, created_at)
  VALUES ('release:' || p_row.id, 'RELEASE', 'HELD', 'AVAILABLE', p_row.price, p_row.user_id, p_row.id,
    p_actor, p_actor_id, p_reason, p_now);
  IF p_row.number_id IS NOT NULL THEN
    PERFORM give_back_number(p_row.number_id, p_to = 'EXPIRED', p_max_expiries, p_now);
  END IF;
  -- A number that is changed for another hands its use on.
  IF p_row.promo_id IS NOT NULL AND p_reason <> 'BUYER_CHANGED_NUMBER' THEN
    PERFORM release_promo_use(p_row.id, p_now);
  END IF;
  IF p_tell_upstream AND p_row.upstream_order_id IS NOT NULL THEN
    PERFORM put_upstream_order_end(p_row.provider_id, p_row.upstream_order_id, 'CANCEL',
      GREATEST(p_now, COALESCE(p_row.cancelable_at, p_now)), p_now);
  END IF;
END $$;
