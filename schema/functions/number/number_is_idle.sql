-- Nobody reserved it since. Finds by the phone, which has an index.
CREATE OR REPLACE FUNCTION number_is_idle(p_number bigint, p_phone text, p_since timestamptz)
  RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN NOT EXISTS (
    SELECT 1 FROM reservations r WHERE r.phone = p_phone AND r.number_id = p_number AND r.created_at >= p_since);
END $$;
