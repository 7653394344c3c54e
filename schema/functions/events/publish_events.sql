-- Gives what was committed since a place in the order in which events are read, oldest first; returns how many.
-- Transactions end in another order than they take ids in: who reads by id would pass by what is committed later. A
-- position is only given to what everybody sees, by one at a time, so nothing appears before what was read already.
CREATE OR REPLACE FUNCTION publish_events(p_limit integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_count integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('publish_events'));
  WITH fresh AS MATERIALIZED (SELECT id FROM events WHERE position IS NULL ORDER BY id LIMIT p_limit)
  UPDATE events e SET position = f.position
  FROM (SELECT id, nextval('events_position_seq') AS position FROM fresh) f WHERE e.id = f.id;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;
