import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';

export interface ServiceRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly emoji: string;
  readonly isFavourite: boolean;
  readonly fromPrice: Amount;
}

export interface OffsetPage<Row> {
  readonly items: readonly Row[];
  readonly total: number;
  /** From 0; the last one there is when the page asked for is beyond it. */
  readonly page: number;
}

/** Services with something on sale, the user's favourites first. `query` is a part of the name or the code, `alsoCalled` others of the name. */
export async function readServices(
  { sql }: Access,
  o: {
    userId: bigint;
    query?: string;
    alsoCalled?: readonly string[];
    favouritesOnly?: boolean;
    page: number;
    pageSize: number;
  },
): Promise<OffsetPage<ServiceRow>> {
  const rows = await sql.rows<ServiceRow & { total: number; page: number }>(
    'reads.catalog.services',
    `WITH matched AS (
       SELECT s.id, s.code, s.name, s.emoji, s.position, f.user_id IS NOT NULL AS "isFavourite",
         (SELECT min(o.price) FROM offers o JOIN countries c ON c.id = o.country_id
          WHERE o.service_id = s.id AND o.is_active AND c.is_active) AS "fromPrice"
       FROM services s LEFT JOIN favourites f ON f.service_id = s.id AND f.user_id = $1
       WHERE s.is_active AND s.deleted_at IS NULL AND (NOT $3 OR f.user_id IS NOT NULL)
         AND ($2::text IS NULL OR strpos(lower(s.name), lower($2)) > 0 OR strpos(lower(s.code), lower($2)) > 0
           OR EXISTS (SELECT 1 FROM unnest($6::text[]) AS called WHERE strpos(lower(s.name), called) > 0))
     ), sold AS (SELECT * FROM matched WHERE "fromPrice" IS NOT NULL),
     place AS (SELECT count(*)::integer AS total, LEAST($4, GREATEST(0, (count(*)::integer - 1) / $5)) AS page FROM sold)
     SELECT sold.id, code, name, emoji, "isFavourite", "fromPrice", total, page
     FROM sold, place ORDER BY "isFavourite" DESC, position, name, id
     LIMIT $5 OFFSET (SELECT page * $5 FROM place)`,
    [o.userId, o.query ?? null, o.favouritesOnly ?? false, o.page, o.pageSize, o.alsoCalled ?? []],
  );
  return { items: rows, total: rows[0]?.total ?? 0, page: rows[0]?.page ?? 0 };
}

/** A service that is on sale, by id or by code, as one user sees it. */
export async function readService(
  { sql }: Access,
  o: { userId: bigint; id?: number; code?: string },
): Promise<Omit<ServiceRow, 'fromPrice'> | undefined> {
  const [row] = await sql.rows<Omit<ServiceRow, 'fromPrice'>>(
    'reads.catalog.service',
    `SELECT s.id, s.code, s.name, s.emoji,
       EXISTS (SELECT 1 FROM favourites f WHERE f.user_id = $1 AND f.service_id = s.id) AS "isFavourite"
     FROM services s WHERE (s.id = $2 OR lower(s.code) = lower($3)) AND s.is_active AND s.deleted_at IS NULL`,
    [o.userId, o.id ?? null, o.code ?? null],
  );
  return row;
}
