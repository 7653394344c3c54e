import type { Obstacle } from '../../domain/number/number-status';
import type { Access } from '../access';

/** Numbers of one provider for one service in one country that nobody can buy, and the first thing in their way. */
export interface UnsoldNumbers {
  readonly providerId: number;
  readonly serviceId: number;
  readonly countryId: number;
  readonly iso: string;
  readonly count: number;
  readonly obstacle: Obstacle;
  readonly offerId: number | null;
  readonly routeId: number | null;
}

const MOST_GROUPS = 200;

/** Numbers that an import brought, or after a dry run would bring. None once its lines are forgotten. */
export function readUnsoldOfImport(db: Access, importId: bigint): Promise<UnsoldNumbers[]> {
  return readUnsold(
    db,
    'import',
    `SELECT i.provider_id, i.service_id, l.country_id, count(*)::integer AS count
     FROM number_import_lines l JOIN number_imports i ON i.id = l.import_id
     WHERE l.import_id = $1 AND l.country_id IS NOT NULL AND (l.verdict IS NULL OR l.verdict IN ('ADDED', 'REVIVED'))
     GROUP BY 1, 2, 3`,
    [importId],
  );
}

/** Free numbers of the whole stock; most first. */
export function readUnsoldStock(db: Access): Promise<UnsoldNumbers[]> {
  return readUnsold(
    db,
    'stock',
    `SELECT n.provider_id, n.service_id, n.country_id, count(*)::integer AS count FROM numbers n
     WHERE n.origin = 'POOL' AND n.status = 'AVAILABLE' GROUP BY 1, 2, 3`,
    [],
  );
}

/** What is in the way of selling numbers, if anything is; the offer and the route, where there are any. */
export async function readObstacle(
  db: Access,
  o: { providerId: number; serviceId: number; countryId: number },
): Promise<UnsoldNumbers | undefined> {
  const wanted = 'SELECT $1::integer AS provider_id, $2::integer AS service_id, $3::integer AS country_id, 0 AS count';
  const [found] = await readUnsold(db, 'one', wanted, [o.providerId, o.serviceId, o.countryId]);
  return found;
}

function readUnsold({ sql }: Access, name: string, counted: string, values: unknown[]): Promise<UnsoldNumbers[]> {
  return sql.rows<UnsoldNumbers>(
    `numbers.unsold.${name}`,
    `SELECT * FROM (
       SELECT k.provider_id AS "providerId", k.service_id AS "serviceId", k.country_id AS "countryId", c.iso, k.count,
         o.id AS "offerId", r.id AS "routeId",
         CASE WHEN NOT s.is_active OR s.deleted_at IS NOT NULL THEN 'SERVICE_OFF'
           WHEN NOT c.is_active THEN 'COUNTRY_OFF' WHEN NOT p.is_active THEN 'PROVIDER_OFF'
           WHEN o.id IS NULL THEN 'NO_OFFER' WHEN NOT o.is_active THEN 'OFFER_OFF'
           WHEN r.id IS NULL THEN 'NO_ROUTE' WHEN NOT r.is_pool THEN 'ROUTE_ON_DEMAND'
           WHEN NOT r.is_active THEN 'ROUTE_OFF' END AS obstacle
       FROM (${counted}) k
       JOIN services s ON s.id = k.service_id JOIN countries c ON c.id = k.country_id
       JOIN providers p ON p.id = k.provider_id
       LEFT JOIN offers o ON o.service_id = k.service_id AND o.country_id = k.country_id
       LEFT JOIN routes r ON r.offer_id = o.id AND r.provider_id = k.provider_id) found
     WHERE obstacle IS NOT NULL ORDER BY count DESC, "countryId", "serviceId", "providerId" LIMIT ${MOST_GROUPS}`,
    values,
  );
}
