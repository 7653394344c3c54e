import type { Amount } from '../../domain/money/money';
import type { TradeDialect } from '../../domain/resale/resale-words';
import type { Access } from '../access';

/** A row of the price table that a key's programs see. */
export interface ResaleOfferRow {
  readonly offerId: number;
  readonly serviceId: number;
  readonly countryId: number;
  readonly price: Amount;
  /** Numbers that can be delivered now; 1 where a supplier sells and does not say how many. */
  readonly count: number;
  /** Of the best route, 0 to 1: how many of its last numbers brought a code; null: nobody knows yet. */
  readonly successRate: number | null;
  /** Of the routes that sell now, in small letters. */
  readonly operators: readonly string[];
}

/**
 * Everything that is on sale, at the prices of a price group, in one pass over the tables. A supplier that is paused or
 * switched off counts nothing, and neither does one whose money nobody said the worth of.
 */
export function readResaleOffers(
  { sql }: Access,
  o: { priceGroupId: number | null; now: Date },
): Promise<ResaleOfferRow[]> {
  return sql.rows<ResaleOfferRow>(
    'resale.offers',
    `WITH pool AS (
       SELECT n.provider_id, n.service_id, n.country_id, count(*)::integer AS free FROM numbers n
       WHERE n.status = 'AVAILABLE' GROUP BY n.provider_id, n.service_id, n.country_id
     ), supply AS (
       SELECT r.offer_id, LEAST(sum(CASE WHEN r.is_pool THEN COALESCE(pool.free, 0)
           -- Sold out is believed for a while only: some suppliers never say that there are numbers again.
           WHEN r.stock = 0 AND r.stock_at <= $2::timestamptz - interval '10 minutes' THEN 1
           ELSE COALESCE(r.stock, 1) END), 2147483647)::integer AS count,
         array_agg(DISTINCT lower(r.operator)) FILTER (WHERE r.operator IS NOT NULL) AS operators
       FROM routes r JOIN providers p ON p.id = r.provider_id JOIN offers o ON o.id = r.offer_id
       LEFT JOIN pool ON r.is_pool AND pool.provider_id = r.provider_id AND pool.service_id = o.service_id
         AND pool.country_id = o.country_id
       WHERE r.is_active AND p.is_active AND (r.is_pool OR p.currency IS NULL OR p.exchange_rate IS NOT NULL)
         AND (p.paused_until IS NULL OR p.paused_until <= $2)
       GROUP BY r.offer_id
     )
     SELECT o.id AS "offerId", o.service_id AS "serviceId", o.country_id AS "countryId",
       -- As quote_offer says it for one.
       group_price(o.price, g.mark_down::numeric, g.may_sell_below_cost, b.is_pool, b.listed_cost, b.max_cost) AS price,
       COALESCE(supply.count, 0) AS count, f.success AS "successRate", COALESCE(supply.operators, '{}') AS operators
     FROM offers o LEFT JOIN supply ON supply.offer_id = o.id LEFT JOIN price_groups g ON g.id = $1 AND g.is_active
     LEFT JOIN routes b ON b.id = o.best_route_id LEFT JOIN route_figures f ON f.route_id = o.best_route_id
     WHERE o.is_active AND o.is_available ORDER BY o.country_id, o.service_id`,
    [o.priceGroupId, o.now],
  );
}

export interface TradeServiceRow {
  readonly id: number;
  readonly name: string;
  readonly emoji: string;
  readonly isActive: boolean;
  readonly position: number;
  /** What we call it in this dialect. */
  readonly code: string | null;
  readonly aliases: readonly string[];
}

export interface TradeCountryRow {
  readonly id: number;
  readonly iso: string;
  readonly name: string;
  readonly callingCode: string;
  readonly isActive: boolean;
  readonly position: number;
  readonly code: string | null;
  readonly aliases: readonly string[];
}

/** All services with their words in a dialect, in the order of the menu. */
export function readTradeServices({ sql }: Access, dialect: TradeDialect): Promise<TradeServiceRow[]> {
  return sql.rows<TradeServiceRow>(
    'resale.services',
    `SELECT s.id, s.name, s.emoji, s.is_active AS "isActive", s.position,
       max(c.code) FILTER (WHERE NOT c.is_alias) AS code,
       COALESCE(array_agg(c.code ORDER BY c.code) FILTER (WHERE c.is_alias), '{}') AS aliases
     FROM services s LEFT JOIN service_codes c ON c.service_id = s.id AND c.dialect = $1
     WHERE s.deleted_at IS NULL GROUP BY s.id ORDER BY s.position, s.name, s.id`,
    [dialect],
  );
}

/** All countries with their words in a dialect, in the order of the menu. */
export function readTradeCountries({ sql }: Access, dialect: TradeDialect): Promise<TradeCountryRow[]> {
  return sql.rows<TradeCountryRow>(
    'resale.countries',
    `SELECT y.id, y.iso, y.name, y.calling_code AS "callingCode", y.is_active AS "isActive", y.position,
       max(c.code) FILTER (WHERE NOT c.is_alias) AS code,
       COALESCE(array_agg(c.code ORDER BY c.code) FILTER (WHERE c.is_alias), '{}') AS aliases
     FROM countries y LEFT JOIN country_codes c ON c.country_id = y.id AND c.dialect = $1
     GROUP BY y.id ORDER BY y.position, y.name, y.id`,
    [dialect],
  );
}

/** Words for whatever has none yet: a shop that is older than they are. */
export async function giveTradeCodes({ sql }: Access): Promise<void> {
  await sql.rows('resale.giveCodes', 'SELECT name_services(), name_countries()');
}
