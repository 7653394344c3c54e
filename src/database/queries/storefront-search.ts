import type { Access } from '../access';

/** What a service or a country of the menu is called, by whoever looks for it. */
export interface SearchedRow {
  readonly id: number;
  /** Of a service its own code, of a country its ISO letters. */
  readonly code: string;
  readonly name: string;
  /** Of a country. */
  readonly callingCode: string | null;
  readonly aliases: readonly string[];
}

/** Services that may be sold, in the order of the menu. */
export function readSearchedServices({ sql }: Access): Promise<SearchedRow[]> {
  return sql.rows<SearchedRow>(
    'reads.search.services',
    `SELECT s.id, s.code, s.name, NULL::text AS "callingCode", s.aliases FROM services s
     WHERE s.is_active AND s.deleted_at IS NULL ORDER BY s.position, s.name, s.id`,
  );
}

export function readSearchedCountries({ sql }: Access): Promise<SearchedRow[]> {
  return sql.rows<SearchedRow>(
    'reads.search.countries',
    `SELECT c.id, c.iso AS code, c.name, c.calling_code AS "callingCode", c.aliases FROM countries c
     WHERE c.is_active ORDER BY c.position, c.name, c.id`,
  );
}

export interface OnSaleRow {
  readonly kind: 'service' | 'country' | 'pair';
  readonly serviceId: number | null;
  readonly countryId: number | null;
  /** Of a pair; of a country that the open service is sold in. */
  readonly offerId: number | null;
}

/** Which of these can be bought: services anywhere, countries with anything (and with the open service), and pairs of both. */
export function readOnSale(
  { sql }: Access,
  o: {
    serviceIds: readonly number[];
    countryIds: readonly number[];
    openServiceId: number | undefined;
    pairs: readonly { readonly serviceId: number; readonly countryId: number }[];
  },
): Promise<OnSaleRow[]> {
  return sql.rows<OnSaleRow>(
    'reads.search.onSale',
    `SELECT 'service' AS kind, w.id AS "serviceId", NULL::integer AS "countryId", NULL::integer AS "offerId"
     FROM unnest($1::integer[]) AS w (id)
     WHERE EXISTS (SELECT 1 FROM offers o JOIN countries c ON c.id = o.country_id
       WHERE o.service_id = w.id AND o.is_active AND c.is_active)
     UNION ALL
     SELECT 'country', NULL, w.id, (SELECT o.id FROM offers o
       WHERE o.service_id = $3 AND o.country_id = w.id AND o.is_active)
     FROM unnest($2::integer[]) AS w (id)
     WHERE EXISTS (SELECT 1 FROM offers o JOIN services s ON s.id = o.service_id
       WHERE o.country_id = w.id AND o.is_active AND s.is_active AND s.deleted_at IS NULL)
     UNION ALL
     SELECT 'pair', o.service_id, o.country_id, o.id
     FROM unnest($4::integer[], $5::integer[]) AS w (service_id, country_id)
     JOIN offers o ON o.service_id = w.service_id AND o.country_id = w.country_id AND o.is_active`,
    [
      ...[o.serviceIds, o.countryIds, o.openServiceId ?? null],
      ...[o.pairs.map(({ serviceId }) => serviceId), o.pairs.map(({ countryId }) => countryId)],
    ],
  );
}
