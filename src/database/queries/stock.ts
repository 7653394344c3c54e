import type { Access } from '../access';

export interface StockRow {
  readonly name: string;
  /** Numbers of our own that wait for a buyer. */
  readonly pool: number;
  /** What suppliers said that they have. */
  readonly suppliers: number;
}

/** What could be sold now, by service; the best supplied first. */
export async function readStock({ sql }: Access, limit: number): Promise<StockRow[]> {
  return sql.rows<StockRow>(
    'stock.read',
    `SELECT s.name, COALESCE(p.count, 0)::int AS pool, COALESCE(r.count, 0)::int AS suppliers
     FROM services s
     LEFT JOIN (SELECT service_id, count(*) FROM numbers WHERE status = 'AVAILABLE' GROUP BY 1) p ON p.service_id = s.id
     LEFT JOIN (SELECT o.service_id, sum(r.stock) AS count FROM routes r JOIN offers o ON o.id = r.offer_id
       JOIN providers v ON v.id = r.provider_id
       WHERE r.is_active AND o.is_active AND v.is_active AND NOT r.is_pool GROUP BY 1) r ON r.service_id = s.id
     WHERE s.is_active AND s.deleted_at IS NULL
     ORDER BY COALESCE(p.count, 0) + COALESCE(r.count, 0) DESC, s.position, s.id LIMIT $1`,
    [limit],
  );
}

export interface DaysLeftRow {
  readonly name: string;
  /** Numbers of our own that wait for a buyer. */
  readonly pool: number;
  /** How long they last if as many are sold a day as since then; in tenths. */
  readonly daysLeft: number;
}

/** Services that sell numbers of our own, the first to run out first. */
export async function readDaysLeft(
  { sql }: Access,
  o: { from: Date; days: number; limit: number },
): Promise<DaysLeftRow[]> {
  return sql.rows<DaysLeftRow>(
    'stock.daysLeft',
    `SELECT s.name, COALESCE(p.count, 0)::int AS pool,
       round(COALESCE(p.count, 0) * $2::numeric / r.sold, 1)::double precision AS "daysLeft"
     FROM services s
     JOIN (SELECT r.service_id, count(*) AS sold FROM reservations r JOIN numbers n ON n.id = r.number_id AND n.origin = 'POOL'
       WHERE r.created_at >= $1 AND r.status = 'COMPLETED' GROUP BY 1) r ON r.service_id = s.id
     LEFT JOIN (SELECT service_id, count(*) FROM numbers WHERE status = 'AVAILABLE' GROUP BY 1) p ON p.service_id = s.id
     WHERE s.is_active AND s.deleted_at IS NULL ORDER BY 3, s.position, s.id LIMIT $3`,
    [o.from, o.days, o.limit],
  );
}

export interface LowStockRow {
  readonly offerId: number;
  readonly service: string;
  readonly country: string;
  /** Numbers that could be reserved now. */
  readonly free: number;
}

/** Active offers that only numbers of our own supply, and that have fewer free ones than `below`; fewest first. */
export async function readLowStock({ sql }: Access, o: { below: number; limit: number }): Promise<LowStockRow[]> {
  return sql.rows<LowStockRow>(
    'stock.low',
    `SELECT o.id AS "offerId", s.code AS service, c.iso AS country, f.free
     FROM offers o JOIN services s ON s.id = o.service_id AND s.is_active AND s.deleted_at IS NULL
       JOIN countries c ON c.id = o.country_id AND c.is_active
       CROSS JOIN LATERAL (
         SELECT count(*)::integer AS free FROM (
           SELECT 1 FROM routes r JOIN numbers n ON n.provider_id = r.provider_id AND n.service_id = o.service_id
             AND n.country_id = o.country_id AND n.status = 'AVAILABLE'
           WHERE r.offer_id = o.id AND r.is_pool AND r.is_active LIMIT $1) found) f
     WHERE o.is_active AND f.free < $1
       AND EXISTS (SELECT 1 FROM routes r WHERE r.offer_id = o.id AND r.is_active)
       AND NOT EXISTS (SELECT 1 FROM routes r WHERE r.offer_id = o.id AND r.is_active AND NOT r.is_pool)
     ORDER BY f.free, o.id LIMIT $2`,
    [o.below, o.limit],
  );
}
