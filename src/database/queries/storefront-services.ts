import type { CountryOrder } from '../../domain/country-order';
import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';

export interface ServiceRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly emoji: string;
  readonly isFavourite: boolean;
  readonly fromPrice: Amount;
  /** There are dearer ones too. */
  readonly isFrom: boolean;
}

export interface OffsetPage<Row> {
  readonly items: readonly Row[];
  readonly total: number;
  /** From 0; the last one there is when the page asked for is beyond it. */
  readonly page: number;
}

/** Services with something on sale, the user's favourites first; with `ids` those alone, in that order. */
export async function readServices(
  { sql }: Access,
  o: {
    userId: bigint;
    ids?: readonly number[];
    favouritesOnly?: boolean;
    page: number;
    pageSize: number;
  },
): Promise<OffsetPage<ServiceRow>> {
  const rows = await sql.rows<ServiceRow & { total: number; page: number }>(
    'reads.catalog.services',
    `WITH matched AS (
       SELECT s.id, s.code, s.name, s.emoji, s.position, f.user_id IS NOT NULL AS "isFavourite",
         p.lowest AS "fromPrice", p.lowest < p.highest AS "isFrom"
       FROM services s CROSS JOIN LATERAL (
         SELECT min(o.price) AS lowest, max(o.price) AS highest FROM offers o JOIN countries c ON c.id = o.country_id
         WHERE o.service_id = s.id AND o.is_active AND c.is_active) p
       LEFT JOIN favourites f ON f.service_id = s.id AND f.user_id = $1
       WHERE s.is_active AND s.deleted_at IS NULL AND (NOT $3 OR f.user_id IS NOT NULL)
         AND ($2::integer[] IS NULL OR s.id = ANY ($2))
     ), sold AS (SELECT * FROM matched WHERE "fromPrice" IS NOT NULL),
     place AS (SELECT count(*)::integer AS total, LEAST($4, GREATEST(0, (count(*)::integer - 1) / $5)) AS page FROM sold)
     SELECT sold.id, code, name, emoji, "isFavourite", "fromPrice", "isFrom", total, page
     FROM sold, place ORDER BY array_position($2, sold.id), "isFavourite" DESC, position, name, id
     LIMIT $5 OFFSET (SELECT page * $5 FROM place)`,
    [o.userId, o.ids ?? null, o.favouritesOnly ?? false, o.page, o.pageSize],
  );
  return { items: rows, total: rows[0]?.total ?? 0, page: rows[0]?.page ?? 0 };
}

export interface ServiceInCountryRow extends Omit<ServiceRow, 'fromPrice' | 'isFrom'> {
  readonly offerId: number;
  readonly price: Amount;
}

/** What is on sale in a country, the user's favourites first. */
export async function readServicesIn(
  { sql }: Access,
  o: { userId: bigint; countryId: number; page: number; pageSize: number },
): Promise<OffsetPage<ServiceInCountryRow>> {
  const rows = await sql.rows<ServiceInCountryRow & { total: number; page: number }>(
    'reads.catalog.servicesIn',
    `WITH sold AS (
       SELECT s.id, s.code, s.name, s.emoji, s.position, f.user_id IS NOT NULL AS "isFavourite", o.id AS "offerId", o.price
       FROM offers o JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id
       LEFT JOIN favourites f ON f.service_id = s.id AND f.user_id = $1
       WHERE o.country_id = $2 AND o.is_active AND c.is_active AND s.is_active AND s.deleted_at IS NULL
     ), place AS (SELECT count(*)::integer AS total, LEAST($3, GREATEST(0, (count(*)::integer - 1) / $4)) AS page FROM sold)
     SELECT sold.id, code, name, emoji, "isFavourite", "offerId", price, total, page
     FROM sold, place ORDER BY "isFavourite" DESC, position, name, id
     LIMIT $4 OFFSET (SELECT page * $4 FROM place)`,
    [o.userId, o.countryId, o.page, o.pageSize],
  );
  return { items: rows, total: rows[0]?.total ?? 0, page: rows[0]?.page ?? 0 };
}

export interface OpenServiceRow extends Omit<ServiceRow, 'fromPrice' | 'isFrom'> {
  /** In which order this user wants to see its countries; null: the shop's own. */
  readonly countryOrder: CountryOrder | null;
}

/** A service that is on sale, by id or by code, as one user sees it. */
export async function readService(
  { sql }: Access,
  o: { userId: bigint; id?: number; code?: string },
): Promise<OpenServiceRow | undefined> {
  const [row] = await sql.rows<OpenServiceRow>(
    'reads.catalog.service',
    `SELECT s.id, s.code, s.name, s.emoji,
       EXISTS (SELECT 1 FROM favourites f WHERE f.user_id = $1 AND f.service_id = s.id) AS "isFavourite",
       (SELECT d.country_order FROM dialogues d WHERE d.user_id = $1) AS "countryOrder"
     FROM services s WHERE (s.id = $2 OR lower(s.code) = lower($3)) AND s.is_active AND s.deleted_at IS NULL`,
    [o.userId, o.id ?? null, o.code ?? null],
  );
  return row;
}
