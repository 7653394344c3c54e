-- Has the posts about a person deleted, a hundred at a time. Returns how many.
CREATE OR REPLACE FUNCTION delete_posts_about(p_user bigint, p_now timestamptz) RETURNS integer LANGUAGE sql AS $$
  WITH gone AS (
    DELETE FROM channel_posts WHERE user_id = p_user AND message_id IS NOT NULL RETURNING id, chat_id, message_id
  ), portions AS (
    SELECT chat_id, 'delete-posts:' || min(id) AS key, jsonb_agg(message_id ORDER BY id) AS ids
    FROM (SELECT *, (row_number() OVER (PARTITION BY chat_id ORDER BY id) - 1) / 100 AS portion FROM gone) n
    GROUP BY chat_id, portion
  ), put AS (
    INSERT INTO outbox (key, lane, chat_id, kind, payload, random_id, due_at, created_at)
    SELECT key, 1, chat_id, 'delete_posts', jsonb_build_object('ids', ids), hashtextextended(key, 0), p_now, p_now
    FROM portions
  )
  SELECT count(*)::integer FROM gone
$$;
