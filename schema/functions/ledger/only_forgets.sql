-- The one change that history allows: a reason goes, of a person who is erased, and nothing else moves. Any other
-- change is refused with insufficient_privilege, the owner's too.
CREATE OR REPLACE FUNCTION only_forgets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'transfers' THEN
    IF NEW.reason = '' AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason'
      AND EXISTS (SELECT 1 FROM users u WHERE u.id = OLD.user_id AND u.erased_at IS NOT NULL) THEN RETURN NEW; END IF;
  ELSIF to_jsonb(NEW) - 'facts' = to_jsonb(OLD) - 'facts' THEN
    IF NEW.facts = OLD.facts - 'reason' AND EXISTS (
      SELECT 1 FROM users u WHERE u.erased_at IS NOT NULL AND u.id::text = CASE OLD.entity
        WHEN 'user' THEN OLD.entity_id
        WHEN 'reservation' THEN (SELECT r.user_id::text FROM reservations r WHERE r.id::text = OLD.entity_id) END)
      THEN RETURN NEW; END IF;
    -- A list may have been searched for them by name.
    IF OLD.action = 'export.read' AND NEW.facts = OLD.facts - 'filter' THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER transfers_only_forget BEFORE UPDATE ON transfers FOR EACH ROW EXECUTE FUNCTION only_forgets();
CREATE TRIGGER audit_log_only_forgets BEFORE UPDATE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION only_forgets();
