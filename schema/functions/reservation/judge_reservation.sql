-- Whether a reservation's number brought a code. Null while it is open, and when it says nothing of the route: no
-- number came, the buyer or the operator ended it before a code was due, or it only claims the late code of another.
CREATE OR REPLACE FUNCTION judge_reservation(r reservations) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
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
