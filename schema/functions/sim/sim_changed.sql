-- The numbers of a SIM follow it. Its number is in the pool once for each of its services; what it is no longer sold
-- for, or a number that it no longer has, leaves the pool. While it rests none of its numbers is sold; those that
-- somebody has stay with them.
CREATE OR REPLACE FUNCTION sim_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_gone text[] := '{}';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.phone IS NOT NULL AND OLD.phone IS DISTINCT FROM NEW.phone THEN
      UPDATE numbers n SET status = 'DELETED', deleted_at = now()
      WHERE n.provider_id = OLD.provider_id AND n.phone = OLD.phone AND n.status IN ('AVAILABLE', 'QUARANTINED');
    ELSE
      v_gone := ARRAY(SELECT unnest(string_to_array(OLD.services, ' '))
        EXCEPT SELECT unnest(string_to_array(NEW.services, ' ')));
      UPDATE numbers n SET status = 'DELETED', deleted_at = now() FROM services s
      WHERE n.provider_id = NEW.provider_id AND n.phone = NEW.phone AND n.status IN ('AVAILABLE', 'QUARANTINED')
        AND s.id = n.service_id AND s.code = ANY (v_gone);
    END IF;
  END IF;
  IF NEW.phone IS NULL THEN RETURN NULL; END IF;
  -- What was spent or deleted before stays so: it is brought back by hand.
  INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, created_at)
  SELECT NEW.provider_id, s.id, NEW.country_id, NEW.phone, 'POOL',
    CASE WHEN NEW.is_resting THEN 'QUARANTINED' ELSE 'AVAILABLE' END::number_status, now()
  FROM services s WHERE NEW.country_id IS NOT NULL AND s.deleted_at IS NULL
    AND s.code = ANY (string_to_array(NEW.services, ' '))
  ON CONFLICT (provider_id, service_id, phone) DO NOTHING;
  IF NEW.is_resting THEN
    UPDATE numbers n SET status = 'QUARANTINED', available_at = NULL
    WHERE n.provider_id = NEW.provider_id AND n.phone = NEW.phone AND n.status = 'AVAILABLE';
  ELSE
    UPDATE numbers n SET status = 'AVAILABLE'
    WHERE n.provider_id = NEW.provider_id AND n.phone = NEW.phone AND n.status = 'QUARANTINED'
      AND n.available_at IS NULL;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER sim_changed AFTER INSERT ON sims FOR EACH ROW EXECUTE FUNCTION sim_changed();
CREATE TRIGGER sim_changed_later AFTER UPDATE ON sims FOR EACH ROW
  WHEN ((OLD.phone, OLD.country_id, OLD.services, OLD.is_resting)
    IS DISTINCT FROM (NEW.phone, NEW.country_id, NEW.services, NEW.is_resting))
  EXECUTE FUNCTION sim_changed();
