-- Keeps parts of long SMS, in the order given, and answers with the parts of those that are whole by them, in the
-- order of their numbers: such a group is joined from then on. The same part again changes nothing, except where
-- p_repeat_ms is given: then a part by which an SMS was joined so long ago, or one that an SMS of the same group lacks
-- now, is a part of a new SMS, since references are used again. Of two open parts with one number the newer counts. A
-- key that begins with "id:" is the supplier's own and never new. Locks the groups by name until the end of the
-- transaction.
CREATE OR REPLACE FUNCTION take_message_parts(
  p_provider integer, p_source message_source, p_now timestamptz, p_repeat_ms bigint, p_keys text[], p_groups text[],
  p_numbers integer[], p_totals integer[], p_phones text[], p_senders text[], p_texts text[], p_received timestamptz[])
  RETURNS SETOF message_parts LANGUAGE plpgsql
  SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_index integer;
  v_ids bigint[];
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_provider || ':' || name, 30))
  FROM (SELECT DISTINCT name FROM unnest(p_groups) AS name ORDER BY name) AS named;

  FOR v_index IN 1 .. cardinality(p_keys) LOOP
    INSERT INTO message_parts AS kept (provider_id, source, dedupe_key, group_key, part, total, phone, sender, text,
      received_at, stored_at)
    VALUES (p_provider, p_source, p_keys[v_index], p_groups[v_index], p_numbers[v_index], p_totals[v_index],
      p_phones[v_index], p_senders[v_index], p_texts[v_index], p_received[v_index], p_now)
    ON CONFLICT (provider_id, dedupe_key) DO UPDATE
      SET joined_at = NULL, stored_at = p_now, received_at = EXCLUDED.received_at
      WHERE kept.joined_at IS NOT NULL AND p_repeat_ms IS NOT NULL AND NOT starts_with(kept.dedupe_key, 'id:')
        AND (kept.joined_at <= p_now - p_repeat_ms * interval '1 millisecond'
          OR (EXISTS (SELECT 1 FROM message_parts o WHERE o.provider_id = p_provider AND o.group_key = p_groups[v_index]
                AND o.joined_at IS NULL AND o.part <> p_numbers[v_index])
            AND NOT EXISTS (SELECT 1 FROM message_parts o WHERE o.provider_id = p_provider
                AND o.group_key = p_groups[v_index] AND o.joined_at IS NULL AND o.part = p_numbers[v_index])));

    SELECT array_agg(id ORDER BY part) INTO v_ids FROM (
      SELECT DISTINCT ON (part) id, part FROM message_parts
      WHERE provider_id = p_provider AND group_key = p_groups[v_index] AND joined_at IS NULL
      ORDER BY part, id DESC) AS newest;
    CONTINUE WHEN COALESCE(cardinality(v_ids), 0) < p_totals[v_index];

    UPDATE message_parts SET joined_at = p_now WHERE id = ANY (v_ids);
    RETURN QUERY SELECT * FROM message_parts WHERE id = ANY (v_ids) ORDER BY part;
  END LOOP;
END $$;
