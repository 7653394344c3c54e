-- after: number_is_idle
-- Which numbers a cleanup means. The same words count before, delete, and are shown afterwards. One expression, so that
-- the planner reads it in place: called for each row it would take minutes for a million of them.
CREATE OR REPLACE FUNCTION number_fits(n numbers, f jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT n.origin = 'POOL'
    AND (f ->> 'serviceId' IS NULL OR n.service_id = (f ->> 'serviceId')::integer)
    AND (f ->> 'countryId' IS NULL OR n.country_id = (f ->> 'countryId')::integer)
    AND (f ->> 'providerId' IS NULL OR n.provider_id = (f ->> 'providerId')::integer)
    AND (f ->> 'minUses' IS NULL OR n.usage_count >= (f ->> 'minUses')::integer)
    AND (f ->> 'maxUses' IS NULL OR n.usage_count <= (f ->> 'maxUses')::integer)
    AND (f ->> 'minExpiries' IS NULL OR n.expiries_in_a_row >= (f ->> 'minExpiries')::integer)
    AND (f ->> 'createdBefore' IS NULL OR n.created_at < (f ->> 'createdBefore')::timestamptz)
    AND (f ->> 'isQuarantined' IS NULL OR (n.status = 'QUARANTINED') = (f ->> 'isQuarantined')::boolean)
    AND (f ->> 'idleSince' IS NULL OR (n.created_at < (f ->> 'idleSince')::timestamptz
      AND number_is_idle(n.id, n.phone, (f ->> 'idleSince')::timestamptz)))
$$;
