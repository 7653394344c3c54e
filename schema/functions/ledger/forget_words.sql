-- Takes the words that operators typed about an erased person out of transfers and the audit log. The program may not
-- update history itself; this does it as its owner. p_pattern finds the person in a search.
CREATE OR REPLACE FUNCTION forget_words(p_user bigint, p_pattern text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE transfers t SET reason = '' WHERE t.user_id = p_user AND t.reason <> ''
    AND t.actor_type IN ('ADMIN', 'API_KEY') AND t.key <> 'erase:' || p_user;
  UPDATE audit_log a SET facts = a.facts - 'reason'
  WHERE a.entity = 'user' AND a.entity_id = p_user::text AND a.facts ? 'reason';
  UPDATE audit_log a SET facts = a.facts - 'reason' FROM reservations r
  WHERE r.user_id = p_user AND a.entity = 'reservation' AND a.entity_id = r.id::text AND a.facts ? 'reason';
  UPDATE audit_log a SET facts = a.facts - 'filter'
  WHERE a.entity = 'export' AND a.action = 'export.read' AND (a.facts -> 'filter')::text ~* p_pattern;
END $$;
