import type { DiscountVerdict } from '../../domain/growth/growth-words';
import type { Amount } from '../../domain/money/money';
import type { Access } from '../access';
import type { OffsetPage } from './storefront-services';

/** Counting stops here: a buyer needs no exact figure of a large stock. */
export const STOCK_CAP = 99;

export interface OfferRow {
  readonly offerId: number;
  readonly serviceId: number;
  readonly serviceName: string;
  readonly serviceEmoji: string;
  readonly timeoutS: number;
  readonly countryId: number;
  readonly countryIso: string;
  readonly countryName: string;
  readonly price: Amount;
  readonly isOnSale: boolean;
  /** Numbers in our pools, plus what suppliers said last; at most STOCK_CAP + 1. Null when a supplier does not say. */
  readonly stock: number | null;
  /** Of the last 100 numbers that say something of their route: a code came, or was due and did not. */
  readonly ended: number;
  readonly completed: number;
  readonly medianS: number | null;
}

/** An offer as one user meets it: `price` is what they pay. */
export interface OwnOfferRow extends OfferRow {
  readonly listPrice: Amount;
  /** The discount that they chose, and whether it counts here; null: none. */
  readonly promoCode: string | null;
  readonly promoSays: DiscountVerdict | null;
  readonly available: Amount;
  readonly held: Amount;
  readonly debt: Amount;
  /** They wait for it; null: not. */
  readonly wishCeiling: Amount | null;
}

const OFFER = `
  o.id AS "offerId", s.id AS "serviceId", s.name AS "serviceName", s.emoji AS "serviceEmoji", s.timeout_s AS "timeoutS",
  c.id AS "countryId", c.iso AS "countryIso", c.name AS "countryName",
  o.is_active AND s.is_active AND s.deleted_at IS NULL AND c.is_active AS "isOnSale"`;

/** A supplier that is paused (key refused, our balance there empty), or whose currency has no rate, has nothing for
 * buyers. `now` is a placeholder. */
const figures = (now: string) => `
  CROSS JOIN LATERAL (
    SELECT CASE WHEN bool_or(known IS NULL) AND COALESCE(sum(known), 0) = 0 THEN NULL
                ELSE LEAST(COALESCE(sum(known), 0), ${STOCK_CAP + 1})::integer END AS stock
    FROM (SELECT CASE WHEN r.is_pool THEN (
              SELECT count(*) FROM (SELECT 1 FROM numbers n
                WHERE n.provider_id = r.provider_id AND n.service_id = o.service_id AND n.country_id = o.country_id
                  AND n.status = 'AVAILABLE' LIMIT ${STOCK_CAP + 1}) free)
            -- Sold out is believed for a while only: some suppliers never say that there are numbers again.
            WHEN r.stock = 0 AND r.stock_at <= ${now}::timestamptz - interval '10 minutes' THEN NULL
            ELSE r.stock END AS known
          FROM routes r JOIN providers p ON p.id = r.provider_id
          WHERE r.offer_id = o.id AND r.is_active AND p.is_active
            AND (r.is_pool OR p.currency IS NULL OR p.exchange_rate IS NOT NULL)
            AND (p.paused_until IS NULL OR p.paused_until <= ${now})) supply
  ) stocks
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS ended, (count(*) FILTER (WHERE brought_code))::integer AS completed,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(EPOCH FROM ended_at - created_at))
        FILTER (WHERE brought_code) AS "medianS"
    FROM (SELECT brought_code, ended_at, created_at FROM reservations e
          WHERE e.offer_id = o.id AND e.brought_code IS NOT NULL
          ORDER BY e.id DESC LIMIT 100) recent
  ) figures`;

/** Of the last hundred numbers that say something, as `figures` counts them; with fewer than $7 nothing can be told. */
const SUCCESS = `(SELECT avg(e.brought_code::integer) FROM (
    SELECT r.brought_code FROM reservations r WHERE r.offer_id = o.id AND r.brought_code IS NOT NULL
    ORDER BY r.id DESC LIMIT 100) e HAVING count(*) >= $7)`;

/** Countries in which a service is on sale, with `countryIds` those alone, in that order; figures are worked out for the rows of the page only. */
export async function readOffers(
  { sql }: Access,
  o: {
    serviceId: number;
    countryIds?: readonly number[];
    order?: 'price' | 'success';
    enoughToTell: number;
    page: number;
    pageSize: number;
    now: Date;
  },
): Promise<OffsetPage<OfferRow>> {
  const rows = await sql.rows<OfferRow & { total: number; page: number }>(
    'reads.catalog.offers',
    `WITH sold AS (
       SELECT o.id, c.position, c.name, array_position($2::integer[], c.id) AS rank,
         CASE $6::text WHEN 'price' THEN o.price WHEN 'success' THEN -${SUCCESS} END AS by FROM offers o
       JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id
       WHERE o.service_id = $1 AND o.is_active AND c.is_active AND s.is_active AND s.deleted_at IS NULL
         AND ($2::integer[] IS NULL OR c.id = ANY ($2))
     ), place AS (
       SELECT count(*)::integer AS total, LEAST($3, GREATEST(0, (count(*)::integer - 1) / $4)) AS page FROM sold
     ), shown AS (
       SELECT id, position, name, rank, by FROM sold ORDER BY rank, by, position, name, id
       LIMIT $4 OFFSET (SELECT page * $4 FROM place)
     )
     SELECT ${OFFER}, o.price, stocks.stock, figures.*, place.total, place.page
     FROM shown JOIN offers o ON o.id = shown.id
     JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id CROSS JOIN place ${figures('$5')}
     ORDER BY shown.rank, shown.by, shown.position, shown.name, shown.id`,
    [o.serviceId, o.countryIds ?? null, o.page, o.pageSize, o.now, o.order ?? null, o.enoughToTell],
  );
  return { items: rows, total: rows[0]?.total ?? 0, page: rows[0]?.page ?? 0 };
}

/** The cheapest other countries in which the service of an offer can be bought now. */
export function readOthersInStock(
  { sql }: Access,
  o: { offerId: number; limit: number; now: Date },
): Promise<OfferRow[]> {
  return sql.rows<OfferRow>(
    'reads.catalog.othersInStock',
    `SELECT ${OFFER}, o.price, stocks.stock, figures.*
     FROM offers x JOIN offers o ON o.service_id = x.service_id AND o.id <> x.id AND o.is_active
     JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id AND c.is_active ${figures('$3')}
     WHERE x.id = $1 AND stocks.stock IS DISTINCT FROM 0 ORDER BY o.price, c.position, c.name, o.id LIMIT $2`,
    [o.offerId, o.limit, o.now],
  );
}

/** One offer, also when it is no longer on sale, with the wallet of the user who looks at it and their price. */
export async function readOffer(
  { sql }: Access,
  o: { offerId: number; userId: bigint; now: Date },
): Promise<OwnOfferRow | undefined> {
  const [row] = await sql.rows<OwnOfferRow>(
    'reads.catalog.offer',
    `SELECT ${OFFER}, q.price, q.list_price AS "listPrice", q.promo_code AS "promoCode", q.promo_says AS "promoSays",
       stocks.stock, figures.*, w.available, w.held, w.debt,
       (SELECT x.ceiling FROM restock_wishes x WHERE x.user_id = w.user_id AND x.offer_id = o.id) AS "wishCeiling"
     FROM offers o JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id
     JOIN wallets w ON w.user_id = $2 CROSS JOIN LATERAL quote_offer(w.user_id, o.id, true, $3) q
     ${figures('$3')} WHERE o.id = $1`,
    [o.offerId, o.userId, o.now],
  );
  return row;
}

/** The offer of a deep link, by the service's code and the country's ISO letters. */
export async function readOfferId({ sql }: Access, o: { code: string; iso: string }): Promise<number | undefined> {
  const [row] = await sql.rows<{ id: number }>(
    'reads.catalog.offerId',
    `SELECT o.id FROM offers o JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id
     WHERE lower(s.code) = lower($1) AND c.iso = upper($2)`,
    [o.code, o.iso],
  );
  return row?.id;
}
