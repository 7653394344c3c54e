-- Gives every service without a word of the trade one in each dialect: the trade's own where the service's code or
-- name says which it is and nobody has that, and otherwise letters made of its id, which stay, and its own code. A
-- service that was deleted gives its words to whoever asks for them.
CREATE OR REPLACE FUNCTION name_services() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v record;
  v_code text;
  v_try integer;
BEGIN
  FOR v IN
    SELECT s.id, d.dialect, s.code,
      (SELECT CASE d.dialect WHEN 'HANDLER' THEN t.handler ELSE t.five_sim END FROM trade_services t
       WHERE t.handler = lower(s.code) OR t.five_sim = lower(s.code)
         OR t.five_sim = regexp_replace(lower(s.name), '[^a-z0-9]', '', 'g') OR lower(t.name) = lower(s.name)
       ORDER BY t.handler = lower(s.code) DESC, t.handler LIMIT 1) AS known
    FROM services s CROSS JOIN unnest(enum_range(NULL::trade_dialect)) AS d(dialect)
    WHERE s.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM service_codes c
      WHERE c.service_id = s.id AND c.dialect = d.dialect AND NOT c.is_alias)
    ORDER BY s.id, d.dialect
  LOOP
    v_try := 0;
    v_code := COALESCE(v.known, CASE WHEN v.dialect = 'FIVE_SIM' THEN
      NULLIF(left(regexp_replace(lower(v.code), '[^a-z0-9_-]', '', 'g'), 40), '') END,
      CASE WHEN v.dialect = 'FIVE_SIM' THEN 's' || v.id ELSE made_letters(v.id, 0) END);
    LOOP
      INSERT INTO service_codes AS c (dialect, code, service_id)
      SELECT v.dialect, v_code, v.id
      WHERE v_code = v.known OR v.dialect = 'FIVE_SIM'
        OR NOT EXISTS (SELECT 1 FROM trade_services t WHERE t.handler = v_code)
      ON CONFLICT (dialect, code) DO UPDATE SET service_id = EXCLUDED.service_id, is_alias = false
        WHERE EXISTS (SELECT 1 FROM services g WHERE g.id = c.service_id AND g.deleted_at IS NOT NULL);
      EXIT WHEN FOUND OR v_try > 17576;
      v_code := CASE WHEN v.dialect = 'HANDLER' THEN made_letters(v.id, v_try) ELSE 's' || v.id END;
      v_try := v_try + 1;
    END LOOP;
  END LOOP;
END $$;
