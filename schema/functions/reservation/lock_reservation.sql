-- Locks wallet, then reservation, in that order, and reads the reservation as it stands then. All null: there is none.
CREATE OR REPLACE FUNCTION lock_reservation(p_id bigint) RETURNS reservations LANGUAGE plpgsql AS $$
DECLARE
  v_row reservations;
BEGIN
  PERFORM 1 FROM wallets w
  WHERE w.user_id = (SELECT r.user_id FROM reservations r WHERE r.id = p_id) FOR UPDATE;
  SELECT * INTO v_row FROM reservations r WHERE r.id = p_id FOR UPDATE;
  RETURN v_row;
END $$;
