import type { InventorySort } from '../../domain/enum-values';
import type { ImportVerdict, NumberOrigin, NumberStatus } from '../../domain/number/number-status';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Country } from '../entities/country.entity';
import { NumberImportLine } from '../entities/number-import-line.entity';
import { PhoneNumber } from '../entities/phone-number.entity';
import { IMPORT_COLUMNS, type NumberImportRow } from '../stores/number-imports';
import { byTime, conditionsOf, type Page, readPage } from './keyset';

/** Which free numbers of the pool a cleanup means; the function number_fits reads it. All given conditions must hold. */
export interface NumberFilter {
  readonly serviceId?: number;
  readonly countryId?: number;
  readonly providerId?: number;
  readonly minUses?: number;
  readonly maxUses?: number;
  /** Reservations in a row that ended without a code. */
  readonly minExpiries?: number;
  readonly createdBefore?: Date;
  /** Not reserved by anybody since, and in the pool since before. */
  readonly idleSince?: Date;
  readonly isQuarantined?: boolean;
}

export interface NumberListFilter {
  readonly serviceId?: number;
  readonly countryId?: number;
  readonly providerId?: number;
  readonly statuses?: readonly NumberStatus[];
  readonly origin?: NumberOrigin;
  /** E.164 digits without the plus. */
  readonly phone?: string;
  readonly createdFrom?: Date;
  readonly createdBefore?: Date;
}

const COLUMNS = select(PhoneNumber, 'n', [
  'id',
  'providerId',
  'serviceId',
  'countryId',
  'phone',
  'origin',
  'status',
  'usageCount',
  'expiriesInARow',
  'availableAt',
  'createdAt',
  'deletedAt',
]);
export type NumberRow = Row<typeof COLUMNS>;

const FILTERS: Record<keyof NumberListFilter, string> = {
  serviceId: 'n.service_id = ?',
  countryId: 'n.country_id = ?',
  providerId: 'n.provider_id = ?',
  statuses: 'n.status = ANY (?::number_status[])',
  origin: 'n.origin = ?::number_origin',
  phone: 'n.phone = ?',
  createdFrom: 'n.created_at >= ?',
  createdBefore: 'n.created_at < ?',
};

/** Newest first. */
export function readNumbers({ sql }: Access, filter: NumberListFilter, page: PageRequest): Promise<Page<NumberRow>> {
  const source = { columns: COLUMNS, from: 'numbers n', id: 'n.id' };
  return readPage<NumberRow>(sql, source, byTime('n.id', 'NEWEST'), numberConditions(filter), page);
}

export const numberConditions = (filter: NumberListFilter) => conditionsOf(FILTERS, filter);

/** How many numbers of our own stand where, for one service in one country. */
export interface InventoryRow {
  readonly serviceId: number;
  readonly countryId: number;
  readonly available: number;
  readonly reserved: number;
  readonly used: number;
  readonly quarantined: number;
  readonly deleted: number;
  /** Of the free ones: those that no route sells. */
  readonly unsold: number;
  /** How many more sales the free ones can bring. */
  readonly usesLeft: number;
}

/**
 * By service and country: what is on sale before what is not, in each the emptiest first (or the fullest), so that a list which
 * is cut keeps what one looks for. At most `limit` rows, after the first `skip`.
 */
export async function readInventory(
  { sql }: Access,
  o: {
    serviceId?: number;
    countryId?: number;
    providerId?: number;
    sort: InventorySort;
    maxUses: number;
    limit: number;
    skip: number;
  },
): Promise<InventoryRow[]> {
  const direction = o.sort === 'FULLEST' ? 'DESC' : 'ASC';
  return sql.rows<InventoryRow>(
    `numbers.inventory.${o.sort}`,
    `SELECT n.service_id AS "serviceId", n.country_id AS "countryId",
       count(*) FILTER (WHERE n.status = 'AVAILABLE')::integer AS available,
       count(*) FILTER (WHERE n.status = 'RESERVED')::integer AS reserved,
       count(*) FILTER (WHERE n.status = 'USED')::integer AS used,
       count(*) FILTER (WHERE n.status = 'QUARANTINED')::integer AS quarantined,
       count(*) FILTER (WHERE n.status = 'DELETED')::integer AS deleted,
       count(*) FILTER (WHERE n.status = 'AVAILABLE' AND sold.provider_id IS NULL)::integer AS unsold,
       COALESCE(sum(GREATEST($4 - n.usage_count, 0)) FILTER (WHERE n.status = 'AVAILABLE'), 0)::integer AS "usesLeft"
     FROM numbers n LEFT JOIN (
       SELECT r.provider_id, o.service_id, o.country_id
       FROM routes r JOIN offers o ON o.id = r.offer_id JOIN providers p ON p.id = r.provider_id
       WHERE r.is_pool AND r.is_active AND p.is_active AND o.is_active AND o.is_available) sold
       ON sold.provider_id = n.provider_id AND sold.service_id = n.service_id AND sold.country_id = n.country_id
     WHERE n.origin = 'POOL' AND ($1::integer IS NULL OR n.service_id = $1) AND ($2::integer IS NULL OR n.country_id = $2)
       AND ($3::integer IS NULL OR n.provider_id = $3)
     GROUP BY 1, 2
     ORDER BY EXISTS (
         SELECT 1 FROM offers o JOIN services s ON s.id = o.service_id AND s.is_active AND s.deleted_at IS NULL
           JOIN countries c ON c.id = o.country_id AND c.is_active JOIN routes r ON r.offer_id = o.id AND r.is_pool AND r.is_active
         WHERE o.is_active AND o.service_id = n.service_id AND o.country_id = n.country_id) DESC,
       available ${direction}, "usesLeft" ${direction}, 1, 2 LIMIT $5 OFFSET $6`,
    [o.serviceId ?? null, o.countryId ?? null, o.providerId ?? null, o.maxUses, o.limit, o.skip],
  );
}

/** How many numbers a cleanup would delete, and how many that fit it would leave because somebody has them. */
export async function countFitting({ sql }: Access, filter: NumberFilter): Promise<{ free: number; inUse: number }> {
  const [row] = await sql.rows<{ free: number; inUse: number }>(
    'numbers.countFitting',
    `SELECT count(*) FILTER (WHERE n.status IN ('AVAILABLE', 'QUARANTINED'))::integer AS free,
       count(*) FILTER (WHERE n.status IN ('RESERVED', 'USED'))::integer AS "inUse"
     FROM numbers n WHERE n.status <> 'DELETED' AND number_fits(n, $1::jsonb)`,
    [JSON.stringify(filter)],
  );
  return row!;
}

export function readCountryCodes({ manager }: Access): Promise<Country[]> {
  return manager.find(Country, { order: { id: 'ASC' } });
}

const LINE = select(NumberImportLine, 'l', ['entry', 'line', 'phone', 'given']);
/** `given` as it stands in the file, where it could not be read. */
export type ImportLineRow = Row<typeof LINE> & { readonly verdict: ImportVerdict };

/** Lines of an import after an entry, with their verdicts; `onlyProblems` leaves out what went well. */
export async function readImportLines(
  { sql }: Access,
  o: { importId: bigint; after: number; limit: number; onlyProblems: boolean },
): Promise<ImportLineRow[]> {
  return sql.rows<ImportLineRow>(
    `numberImports.lines.${o.onlyProblems}`,
    `SELECT ${LINE}, COALESCE(l.verdict, 'ADDED') AS verdict FROM number_import_lines l
     WHERE l.import_id = $1 AND l.entry > $2 ${o.onlyProblems ? `AND l.verdict IS NOT NULL AND l.verdict <> 'REVIVED'` : ''}
     ORDER BY l.entry LIMIT $3`,
    [o.importId, o.after, o.limit],
  );
}

/** Newest first. */
export function readNumberImports({ sql }: Access, page: PageRequest): Promise<Page<NumberImportRow>> {
  const source = { columns: IMPORT_COLUMNS, from: 'number_imports i', id: 'i.id' };
  return readPage<NumberImportRow>(sql, source, byTime('i.id', 'NEWEST'), [], page);
}
