import type { VendorChangeKind } from '../../domain/pricing/vendor-change-kind';
import type { Access } from '../access';

/** A service or a country as a supplier lists it, and what it is here. */
export interface VendorCodeRow {
  readonly providerId: number;
  readonly code: string;
  readonly name: string;
  /** Countries only. */
  readonly iso: string | null;
  /** Of our service or country; null: none. */
  readonly ourId: number | null;
  readonly ourName: string | null;
  readonly isManual: boolean;
  readonly goneAt: Date | null;
}

export interface VendorPriceRow {
  readonly serviceCode: string;
  readonly countryCode: string;
  readonly serviceName: string | null;
  readonly countryName: string | null;
  readonly cost: bigint;
  readonly stock: number | null;
  readonly seenAt: Date;
  readonly goneAt: Date | null;
}

export interface VendorChangeRow {
  readonly id: bigint;
  readonly providerId: number;
  readonly providerName: string;
  readonly kind: VendorChangeKind;
  readonly serviceCode: string | null;
  readonly countryCode: string | null;
  readonly name: string;
  readonly costBefore: bigint | null;
  readonly costAfter: bigint | null;
  readonly notedAt: Date;
}

/** How the lists of a provider stand. */
export interface SupplyRow {
  readonly providerId: number;
  readonly name: string;
  readonly catalogueAt: Date | null;
  readonly catalogueFault: string | null;
  readonly services: number;
  readonly countries: number;
  readonly unmappedServices: number;
  readonly unmappedCountries: number;
  readonly changesOfDay: number;
}

const SIDES = {
  service: { table: 'vendor_services', ours: 'services', column: 'service_id', iso: 'NULL::text' },
  country: { table: 'vendor_countries', ours: 'countries', column: 'country_id', iso: 'v.iso' },
} as const;

/** What a supplier lists, by name; those that are nothing of ours first. At most `limit` rows from `skip` on. */
export async function readVendorCodes(
  { sql }: Access,
  kind: keyof typeof SIDES,
  o: { providerId: number; isMapped?: boolean; search?: string; limit: number; skip: number },
): Promise<VendorCodeRow[]> {
  const { table, ours, column, iso } = SIDES[kind];
  return sql.rows<VendorCodeRow>(
    `reads.supply.codes.${kind}`,
    `SELECT v.provider_id AS "providerId", v.code, v.name, ${iso} AS iso, v.${column} AS "ourId", w.name AS "ourName",
       v.is_manual AS "isManual", v.gone_at AS "goneAt"
     FROM ${table} v LEFT JOIN ${ours} w ON w.id = v.${column}
     WHERE v.provider_id = $1 AND ($2::boolean IS NULL OR (v.${column} IS NOT NULL) = $2)
       AND ($3::text IS NULL OR strpos(lower(v.name), lower($3)) > 0 OR lower(v.code) = lower($3))
     ORDER BY v.gone_at NULLS FIRST, lower(v.name), v.code LIMIT $4 OFFSET $5`,
    [o.providerId, o.isMapped ?? null, o.search ?? null, o.limit, o.skip],
  );
}

export async function readVendorPrices(
  { sql }: Access,
  o: { providerId: number; serviceId?: number; countryId?: number; limit: number },
): Promise<VendorPriceRow[]> {
  return sql.rows<VendorPriceRow>(
    'reads.supply.prices',
    `SELECT p.service_code AS "serviceCode", p.country_code AS "countryCode", s.name AS "serviceName",
       c.name AS "countryName", p.cost, p.stock, p.seen_at AS "seenAt", p.gone_at AS "goneAt"
     FROM vendor_prices p
     LEFT JOIN vendor_services s ON s.provider_id = p.provider_id AND s.code = p.service_code
     LEFT JOIN vendor_countries c ON c.provider_id = p.provider_id AND c.code = p.country_code
     WHERE p.provider_id = $1 AND ($2::integer IS NULL OR s.service_id = $2) AND ($3::integer IS NULL OR c.country_id = $3)
     ORDER BY p.gone_at NULLS FIRST, p.cost, p.service_code, p.country_code LIMIT $4`,
    [o.providerId, o.serviceId ?? null, o.countryId ?? null, o.limit],
  );
}

/** The last changes first. */
export async function readVendorChanges(
  { sql }: Access,
  o: { providerId?: number; before?: bigint; limit: number },
): Promise<VendorChangeRow[]> {
  return sql.rows<VendorChangeRow>(
    'reads.supply.changes',
    `SELECT x.id, x.provider_id AS "providerId", p.name AS "providerName", x.kind, x.service_code AS "serviceCode",
       x.country_code AS "countryCode", x.name, x.cost_before AS "costBefore", x.cost_after AS "costAfter",
       x.noted_at AS "notedAt"
     FROM vendor_changes x JOIN providers p ON p.id = x.provider_id
     WHERE ($1::integer IS NULL OR x.provider_id = $1) AND ($2::bigint IS NULL OR x.id < $2)
     ORDER BY x.id DESC LIMIT $3`,
    [o.providerId ?? null, o.before ?? null, o.limit],
  );
}

/** How the lists of each provider stand, or of one. */
export async function readSupply({ sql }: Access, o: { now: Date; providerId?: number }): Promise<SupplyRow[]> {
  const count = (table: string, where = 'true') =>
    `(SELECT count(*)::integer FROM ${table} v WHERE v.provider_id = p.id AND v.gone_at IS NULL AND ${where})`;
  return sql.rows<SupplyRow>(
    'reads.supply.providers',
    `SELECT p.id AS "providerId", p.name, p.catalogue_at AS "catalogueAt", p.catalogue_fault AS "catalogueFault",
       ${count('vendor_services')} AS services, ${count('vendor_countries')} AS countries,
       ${count('vendor_services', 'v.service_id IS NULL AND NOT v.is_manual')} AS "unmappedServices",
       ${count('vendor_countries', 'v.country_id IS NULL AND NOT v.is_manual')} AS "unmappedCountries",
       (SELECT count(*)::integer FROM vendor_changes x
        WHERE x.provider_id = p.id AND x.noted_at > $1::timestamptz - interval '1 day') AS "changesOfDay"
     FROM providers p WHERE $2::integer IS NULL OR p.id = $2 ORDER BY p.id LIMIT 200`,
    [o.now, o.providerId ?? null],
  );
}
