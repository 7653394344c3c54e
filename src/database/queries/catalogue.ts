import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Condition, type KeysetSort, type KeysetSource, type Page, readPage } from './keyset';

export interface ServiceRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly emoji: string;
  readonly codePattern: string | null;
  readonly timeoutS: number;
  readonly position: number;
  readonly isActive: boolean;
  readonly deletedAt: Date | null;
  readonly createdAt: Date;
}

export interface CountryRow {
  readonly id: number;
  readonly iso: string;
  readonly name: string;
  readonly callingCode: string;
  readonly position: number;
  readonly isActive: boolean;
  readonly createdAt: Date;
}

export interface OfferRow {
  readonly id: number;
  readonly serviceId: number;
  readonly countryId: number;
  readonly price: bigint;
  readonly isActive: boolean;
  readonly createdAt: Date;
}

export interface RouteRow {
  readonly id: number;
  readonly offerId: number;
  readonly providerId: number;
  readonly isPool: boolean;
  readonly serviceCode: string | null;
  readonly countryCode: string | null;
  readonly operator: string | null;
  readonly maxCost: bigint | null;
  readonly priority: number;
  readonly isActive: boolean;
  readonly stock: number | null;
  readonly stockAt: Date | null;
  /** Place within its priority, from 1; 0 until it is worked out. */
  readonly rank: number;
  readonly isFailing: boolean;
  /** Of its last hundred numbers: how many count, and how many brought a code. Null while there was none. */
  readonly recentlyEnded: number | null;
  readonly recentlyCompleted: number | null;
  readonly medianSecondsToCode: number | null;
  readonly createdAt: Date;
}

/** Without the sealed key: what is not read cannot be given away. */
export interface ProviderRow {
  readonly id: number;
  readonly name: string;
  readonly protocol: string;
  readonly baseUrl: string;
  readonly hasApiKey: boolean;
  readonly hasWebhookKey: boolean;
  readonly hasWebhookAddress: boolean;
  readonly webhookSeenAt: Date | null;
  readonly webhookMissedAt: Date | null;
  readonly mode: 'POLL' | 'WEBHOOK';
  readonly options: Record<string, unknown>;
  readonly pollIntervalMs: number;
  readonly timeoutMs: number;
  readonly budgetPerSecond: number;
  readonly budgetBurst: number;
  readonly earlyCancelS: number;
  readonly isActive: boolean;
  readonly pausedUntil: Date | null;
  readonly pauseReason: string | null;
  readonly lastFault: string | null;
  readonly balance: bigint | null;
  readonly balanceAt: Date | null;
  readonly balanceLow: bigint | null;
  readonly currency: string | null;
  readonly exchangeRate: string | null;
  readonly createdAt: Date;
}

interface CatalogueRows {
  readonly services: ServiceRow;
  readonly countries: CountryRow;
  readonly offers: OfferRow;
  readonly routes: RouteRow;
  readonly providers: ProviderRow;
}
export type CatalogueTable = keyof CatalogueRows;

const FIGURE = (column: string) => `(SELECT f.${column} FROM route_figures f WHERE f.route_id = x.id)`;

const SOURCES: Record<CatalogueTable, KeysetSource> = {
  services: {
    columns: `x.id, x.code, x.name, x.emoji, x.code_pattern AS "codePattern", x.timeout_s AS "timeoutS", x.position,
      x.is_active AS "isActive", x.deleted_at AS "deletedAt", x.created_at AS "createdAt"`,
    from: 'services x',
    id: 'x.id',
  },
  countries: {
    columns: `x.id, x.iso, x.name, x.calling_code AS "callingCode", x.position, x.is_active AS "isActive",
      x.created_at AS "createdAt"`,
    from: 'countries x',
    id: 'x.id',
  },
  offers: {
    columns: `x.id, x.service_id AS "serviceId", x.country_id AS "countryId", x.price, x.is_active AS "isActive",
      x.created_at AS "createdAt"`,
    from: 'offers x',
    id: 'x.id',
  },
  routes: {
    columns: `x.id, x.offer_id AS "offerId", x.provider_id AS "providerId", x.is_pool AS "isPool",
      x.service_code AS "serviceCode", x.country_code AS "countryCode", x.operator, x.max_cost AS "maxCost", x.priority,
      x.is_active AS "isActive", x.stock, x.stock_at AS "stockAt", x.created_at AS "createdAt",
      x.rank, x.is_failing AS "isFailing", ${FIGURE('ended')} AS "recentlyEnded",
      ${FIGURE('completed')} AS "recentlyCompleted", ${FIGURE('median_s')} AS "medianSecondsToCode"`,
    from: 'routes x',
    id: 'x.id',
  },
  providers: {
    columns: `x.id, x.name, x.protocol, x.base_url AS "baseUrl", x.api_key_sealed IS NOT NULL AS "hasApiKey", x.mode,
      x.webhook_key_sealed IS NOT NULL AS "hasWebhookKey", x.webhook_seen_at AS "webhookSeenAt",
      x.webhook_missed_at AS "webhookMissedAt",
      EXISTS (SELECT 1 FROM webhook_secrets w WHERE w.provider_id = x.id) AS "hasWebhookAddress",
      x.options, x.poll_interval_ms AS "pollIntervalMs", x.timeout_ms AS "timeoutMs",
      x.budget_per_second AS "budgetPerSecond", x.budget_burst AS "budgetBurst", x.early_cancel_s AS "earlyCancelS",
      x.is_active AS "isActive", x.paused_until AS "pausedUntil", x.pause_reason AS "pauseReason",
      x.last_fault AS "lastFault", x.balance, x.balance_at AS "balanceAt", x.balance_low AS "balanceLow",
      x.currency, trim_scale(x.exchange_rate)::text AS "exchangeRate", x.created_at AS "createdAt"`,
    from: 'providers x',
    id: 'x.id',
  },
};

const BY_ID: KeysetSort = { name: 'id', expression: 'x.id', type: 'integer', descending: false };
const BY_POSITION: KeysetSort = { name: 'menu', expression: 'x.position', type: 'integer', descending: false };

export interface CatalogueFilter {
  readonly isActive?: boolean;
  readonly serviceId?: number;
  readonly countryId?: number;
  readonly offerId?: number;
  readonly providerId?: number;
}

const FILTERS: Record<keyof CatalogueFilter, string> = {
  isActive: 'x.is_active = ?',
  serviceId: 'x.service_id = ?',
  countryId: 'x.country_id = ?',
  offerId: 'x.offer_id = ?',
  providerId: 'x.provider_id = ?',
};

/** A page of one table: services and countries in the order of the menu, the others by age. */
export function readCatalogue<Table extends CatalogueTable>(
  { sql }: Access,
  { table, filter, page }: { table: Table; filter: CatalogueFilter; page: PageRequest },
): Promise<Page<CatalogueRows[Table]>> {
  const sort = table === 'services' || table === 'countries' ? BY_POSITION : BY_ID;
  const conditions = Object.entries(filter).map(
    ([name, value]): Condition => ({ sql: FILTERS[name as keyof CatalogueFilter], value }),
  );
  return readPage<CatalogueRows[Table]>(sql, SOURCES[table], sort, conditions, page);
}

export async function readCatalogueByIds<Table extends CatalogueTable>(
  { sql }: Access,
  table: Table,
  ids: readonly number[],
): Promise<CatalogueRows[Table][]> {
  const text = `SELECT ${SOURCES[table].columns} FROM ${table} x WHERE x.id = ANY ($1)`;
  return sql.rows<CatalogueRows[Table]>(`${table}.byIds`, text, [ids]);
}

/** The routes of these offers, the first to be asked first. */
export async function readRoutesOfOffers({ sql }: Access, offerIds: readonly number[]): Promise<RouteRow[]> {
  const text = `SELECT ${SOURCES.routes.columns} FROM routes x WHERE x.offer_id = ANY ($1) ORDER BY x.is_failing, x.priority, x.rank, x.id`;
  return sql.rows<RouteRow>('routes.ofOffers', text, [offerIds]);
}
