-- SMS came in at a slot. Answers the SIM that took them, with its number; a SIM that was not known appears, without
-- one. By its IMSI where the daemon tells one: a SIM that was moved takes its number along, and another one in a known
-- slot is a SIM of its own, so that nobody gets what was sent to the number before. Whatever comes ends a silence.
-- Locks the SIM.
CREATE OR REPLACE FUNCTION record_sim_sms(
  p_provider integer, p_slot text, p_imsi text, p_count integer, p_now timestamptz,
  OUT sim_id integer, OUT phone text, OUT is_new boolean) LANGUAGE plpgsql AS $$
DECLARE
  v sims;
BEGIN
  -- Two processes that see a new slot at once make one SIM.
  PERFORM pg_advisory_xact_lock(hashtextextended('sim:' || p_provider || ':' || p_slot, 0));
  is_new := false;
  IF p_imsi IS NOT NULL THEN
    SELECT * INTO v FROM sims s WHERE s.provider_id = p_provider AND s.imsi = p_imsi FOR UPDATE;
  END IF;
  IF v.id IS NULL THEN
    SELECT * INTO v FROM sims s WHERE s.provider_id = p_provider AND s.slot = p_slot
      AND (p_imsi IS NULL OR s.imsi IS NULL) FOR UPDATE;
  END IF;
  IF v.id IS NULL OR v.slot <> p_slot THEN
    -- The SIM that sat there was taken out.
    UPDATE sims s SET slot = s.slot || ' ✕' || s.id WHERE s.provider_id = p_provider AND s.slot = p_slot;
  END IF;
  IF v.id IS NULL THEN
    is_new := true;
    INSERT INTO sims (provider_id, slot, imsi, last_sms_at, sms_count, seen_at, watched_from, created_at)
    VALUES (p_provider, p_slot, p_imsi, p_now, p_count, p_now, p_now, p_now) RETURNING id INTO sim_id;
    RETURN;
  END IF;
  sim_id := v.id;
  phone := v.phone;
  UPDATE sims s SET slot = p_slot, imsi = COALESCE(p_imsi, s.imsi), silent_at = NULL, last_sms_at = p_now,
    seen_at = p_now, watched_from = p_now,
    sms_count = s.sms_count + p_count,
    usual_gap_s = CASE
      WHEN s.last_sms_at IS NULL OR p_now <= s.last_sms_at THEN s.usual_gap_s
      -- What came after a silence says nothing about what is usual.
      WHEN s.silent_at IS NOT NULL THEN s.usual_gap_s
      WHEN s.usual_gap_s IS NULL THEN extract(epoch FROM p_now - s.last_sms_at)::integer
      ELSE (0.8 * s.usual_gap_s + 0.2 * extract(epoch FROM p_now - s.last_sms_at))::integer END
  WHERE s.id = v.id;
END $$;
