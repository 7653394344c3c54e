import type { Access } from '../access';

export interface ServiceOffer {
  readonly offerId: number;
  readonly countryId: number;
  readonly iso: string;
  readonly price: bigint;
  readonly isActive: boolean;
  /** Of the provider that was asked about. */
  readonly routeId: number | null;
  readonly isPoolRoute: boolean | null;
  readonly isRouteActive: boolean | null;
}

/** The offers of a service in some countries, with the route of one provider. */
export function readOffersOfService(
  { sql }: Access,
  o: { serviceId: number; providerId: number; isos: readonly string[] },
): Promise<ServiceOffer[]> {
  return sql.rows<ServiceOffer>(
    'reads.selling.offers',
    `SELECT o.id AS "offerId", c.id AS "countryId", c.iso, o.price, o.is_active AS "isActive", r.id AS "routeId",
       r.is_pool AS "isPoolRoute", r.is_active AS "isRouteActive"
     FROM offers o JOIN countries c ON c.id = o.country_id
     LEFT JOIN routes r ON r.offer_id = o.id AND r.provider_id = $2
     WHERE o.service_id = $1 AND c.iso = ANY ($3) ORDER BY o.id`,
    [o.serviceId, o.providerId, o.isos],
  );
}

/** A service by its name or its code, whatever the case. */
export async function findServiceNamed({ sql }: Access, name: string): Promise<number | undefined> {
  const [found] = await sql.rows<{ id: number }>(
    'reads.selling.service',
    `SELECT id FROM services WHERE deleted_at IS NULL AND (lower(name) = lower($1) OR lower(code) = lower($1))
     ORDER BY lower(name) = lower($1) DESC, id LIMIT 1`,
    [name],
  );
  return found?.id;
}

/** Which of these codes services have already. */
export async function readTakenCodes({ sql }: Access, codes: readonly string[]): Promise<Set<string>> {
  const rows = await sql.rows<{ code: string }>(
    'reads.selling.codes',
    'SELECT code FROM services WHERE code = ANY ($1) AND deleted_at IS NULL',
    [codes],
  );
  return new Set(rows.map(({ code }) => code));
}

/** A service of a supplier's list, with what it asks for it. */
export interface SaleService {
  readonly code: string;
  readonly name: string;
  /** In so many countries. */
  readonly countries: number;
  readonly leastCost: bigint;
  /** Null where its protocol does not tell. */
  readonly stock: number | null;
  /** Sold here in the last thirty days, whoever supplied it. */
  readonly sold: number;
}

/** What a supplier sells and what could be sold here: nothing that an operator said is nothing of ours. */
export function readSaleServices(
  { sql }: Access,
  o: { saleId: bigint; providerId: number; since: Date },
): Promise<SaleService[]> {
  return sql.rows<SaleService>(
    'reads.selling.saleServices',
    `SELECT v.code, v.name, g.countries, g.least AS "leastCost", g.stock, COALESCE(t.sold, 0)::integer AS sold
     FROM vendor_services v
     JOIN (SELECT service_code, count(*)::integer AS countries, min(cost) AS least,
             LEAST(sum(stock), 2147483647)::integer AS stock
           FROM sale_prices WHERE sale_id = $1 GROUP BY 1) g ON g.service_code = v.code
     LEFT JOIN (SELECT x.service_id, count(*) AS sold FROM reservations x
                WHERE x.status = 'COMPLETED' AND x.created_at >= $3 GROUP BY 1) t ON t.service_id = v.service_id
     WHERE v.provider_id = $2 AND v.gone_at IS NULL AND (v.service_id IS NOT NULL OR NOT v.is_manual)
     ORDER BY v.code`,
    [o.saleId, o.providerId, o.since],
  );
}

/** A country in which a supplier sells some services. */
export interface SaleCountry {
  readonly code: string;
  readonly name: string;
  readonly iso: string | null;
  readonly services: number;
  readonly leastCost: bigint;
  readonly stock: number | null;
}

/** Those with most numbers first. Countries that nobody here can name are left out. */
export function readSaleCountries(
  { sql }: Access,
  o: { saleId: bigint; providerId: number; services: readonly string[] },
): Promise<SaleCountry[]> {
  return sql.rows<SaleCountry>(
    'reads.selling.saleCountries',
    `SELECT v.code, v.name, COALESCE(c.iso, v.iso) AS iso, g.services, g.least AS "leastCost", g.stock
     FROM vendor_countries v LEFT JOIN countries c ON c.id = v.country_id
     JOIN (SELECT country_code, count(*)::integer AS services, min(cost) AS least,
             LEAST(sum(stock), 2147483647)::integer AS stock
           FROM sale_prices WHERE sale_id = $1 AND service_code = ANY ($3) GROUP BY 1) g ON g.country_code = v.code
     WHERE v.provider_id = $2 AND v.gone_at IS NULL
       AND (v.country_id IS NOT NULL OR (v.iso IS NOT NULL AND NOT v.is_manual))
     ORDER BY g.stock DESC NULLS LAST, g.services DESC, v.code`,
    [o.saleId, o.providerId, o.services],
  );
}

/** One number of a supplier's list, and what of it is here. */
export interface SaleCell {
  readonly serviceCode: string;
  readonly countryCode: string;
  readonly serviceName: string;
  readonly countryName: string;
  readonly serviceId: number | null;
  readonly countryId: number | null;
  readonly iso: string | null;
  readonly cost: bigint;
  readonly stock: number | null;
  readonly offerId: number | null;
  readonly price: bigint | null;
  readonly hasRoute: boolean;
}

export function readSaleCells(
  { sql }: Access,
  o: { saleId: bigint; providerId: number; services: readonly string[]; countries: readonly string[] },
): Promise<SaleCell[]> {
  return sql.rows<SaleCell>(
    'reads.selling.saleCells',
    `SELECT g.service_code AS "serviceCode", g.country_code AS "countryCode", s.name AS "serviceName",
       c.name AS "countryName", s.service_id AS "serviceId", c.country_id AS "countryId", COALESCE(k.iso, c.iso) AS iso,
       g.cost, g.stock, o.id AS "offerId", o.price, r.id IS NOT NULL AS "hasRoute"
     FROM sale_prices g
     JOIN vendor_services s ON s.provider_id = $2 AND s.code = g.service_code
     JOIN vendor_countries c ON c.provider_id = $2 AND c.code = g.country_code
     LEFT JOIN countries k ON k.id = c.country_id
     LEFT JOIN offers o ON o.service_id = s.service_id AND o.country_id = c.country_id
     LEFT JOIN routes r ON r.offer_id = o.id AND r.provider_id = $2
     WHERE g.sale_id = $1 AND g.service_code = ANY ($3) AND g.country_code = ANY ($4)
     ORDER BY array_position($3, g.service_code), array_position($4, g.country_code)`,
    [o.saleId, o.providerId, o.services, o.countries],
  );
}
