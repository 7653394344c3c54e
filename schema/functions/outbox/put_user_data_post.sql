-- Puts a post for the user data channel into the outbox; nothing where there is none.
CREATE OR REPLACE FUNCTION put_user_data_post(p_key text, p_user bigint, p_facts jsonb, p_now timestamptz) RETURNS void
  LANGUAGE sql AS $$
  INSERT INTO outbox (key, lane, user_id, chat_id, kind, payload, random_id, due_at, created_at)
  SELECT p_key, 2, p_user, c.telegram_id, 'user_data_post', p_facts || jsonb_build_object('channelId', c.id),
    hashtextextended(p_key, 0), p_now, p_now
  FROM user_data_channels d JOIN channels c ON c.id = d.channel_id WHERE d.is_active
  ON CONFLICT (key) DO NOTHING
$$;
