-- Three letters of an id that no service of the trade has: the p_try-th of them.
CREATE OR REPLACE FUNCTION made_letters(p_id integer, p_try integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT chr(97 + (n / 676) % 26) || chr(97 + (n / 26) % 26) || chr(97 + n % 26)
  -- 7919 and 26^3 have no common divisor: every id has letters of its own until all 17 576 are given.
  FROM (SELECT ((p_id::bigint + p_try) * 7919 % 17576)::integer AS n) of_id
$$;
