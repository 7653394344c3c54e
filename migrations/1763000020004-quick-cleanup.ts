import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which numbers a cleanup means, said so that the planner reads it in place: a body with a query of its own is called for
 * each row, which took minutes for a million of them. Functions only: locks nothing.
 */
export class QuickCleanup1763000020004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION number_is_idle(p_number bigint, p_phone text, p_since timestamptz)
        RETURNS boolean LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RETURN NOT EXISTS (
          SELECT 1 FROM reservations r WHERE r.phone = p_phone AND r.number_id = p_number AND r.created_at >= p_since);
      END $$;

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
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
