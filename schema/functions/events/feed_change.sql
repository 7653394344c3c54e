-- What changed, for those who watch: in the transaction of the change, and only while somebody watches.
CREATE OR REPLACE FUNCTION feed_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM feed_watches w WHERE w.kind = TG_ARGV[0] AND w.until > clock_timestamp()) THEN
    INSERT INTO feed_changes (kind, entity_id, at) VALUES (TG_ARGV[0], NEW.id, clock_timestamp());
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER reservations_feed AFTER INSERT OR UPDATE OF status ON reservations
  FOR EACH ROW EXECUTE FUNCTION feed_change('RESERVATION');
CREATE TRIGGER messages_feed AFTER INSERT OR UPDATE OF status ON messages
  FOR EACH ROW EXECUTE FUNCTION feed_change('MESSAGE');
