import type { Queryable } from '../queryable';

export interface StockRow {
  readonly name: string;
  /** Numbers of our own that wait for a buyer. */
  readonly pool: number;
  /** What suppliers said that they have. */
  readonly suppliers: number;
}

/** What could be sold now, by service; the best supplied first. */
export async function readStock(sql: Queryable, limit: number): Promise<StockRow[]> {
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
