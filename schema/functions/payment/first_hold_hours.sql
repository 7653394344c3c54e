-- For how long after somebody's first payment by a method nothing of it can be spent. Cards are taken back later than
-- anything else: a day, unless the operator says otherwise.
CREATE OR REPLACE FUNCTION first_hold_hours(p_method payment_methods) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT COALESCE(p_method.first_hold_hours, CASE WHEN p_method.protocol = 'stripe' THEN 24 ELSE 0 END)
$$;
