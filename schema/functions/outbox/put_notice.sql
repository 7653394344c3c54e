-- Puts a message to a person into the outbox, once for each key. The same key makes the same random id, so a message
-- that is sent again after a crash is the same message.
CREATE OR REPLACE FUNCTION put_notice(
  p_key text, p_lane smallint, p_user bigint, p_kind outbox_kind, p_payload jsonb, p_now timestamptz)
  RETURNS void LANGUAGE sql AS $$
  INSERT INTO outbox (key, lane, user_id, kind, payload, random_id, due_at, created_at)
  VALUES (p_key, p_lane, p_user, p_kind, p_payload, hashtextextended(p_key, 0), p_now, p_now)
  ON CONFLICT (key) DO NOTHING
$$;
