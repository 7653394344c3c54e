-- The same for numbers that come new: once for a whole import, which may have a million.
CREATE OR REPLACE FUNCTION rest_imported() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM sims s WHERE s.is_resting AND s.phone IS NOT NULL) THEN
    UPDATE numbers n SET status = 'QUARANTINED', available_at = NULL
    FROM imported i JOIN sims s ON s.provider_id = i.provider_id AND s.phone = i.phone AND s.is_resting
    WHERE n.id = i.id AND n.status = 'AVAILABLE';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER rest_imported AFTER INSERT ON numbers REFERENCING NEW TABLE AS imported
  FOR EACH STATEMENT EXECUTE FUNCTION rest_imported();
