-- Gives every country without a word of the trade one in each dialect: the trade's own by its ISO letters, and
-- otherwise 10000 and its id, which stays, and its ISO letters.
CREATE OR REPLACE FUNCTION name_countries() RETURNS void LANGUAGE sql AS $$
  INSERT INTO country_codes (dialect, code, country_id)
  SELECT d.dialect, COALESCE(CASE d.dialect WHEN 'HANDLER' THEN t.handler ELSE t.five_sim END,
    CASE d.dialect WHEN 'HANDLER' THEN (10000 + c.id)::text ELSE lower(c.iso) END), c.id
  FROM countries c CROSS JOIN unnest(enum_range(NULL::trade_dialect)) AS d(dialect)
  LEFT JOIN trade_countries t ON t.iso = c.iso
  WHERE NOT EXISTS (SELECT 1 FROM country_codes o
    WHERE o.country_id = c.id AND o.dialect = d.dialect AND NOT o.is_alias)
  ON CONFLICT (dialect, code) DO NOTHING
$$;
