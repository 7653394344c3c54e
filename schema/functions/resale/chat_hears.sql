-- Whether the chat is told of what happens to a reservation: not of orders by a quiet key, whose program is told.
CREATE OR REPLACE FUNCTION chat_hears(p_resale_key integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT p_resale_key IS NULL OR NOT EXISTS (SELECT 1 FROM resale_keys k WHERE k.id = p_resale_key AND k.is_quiet)
$$;
