import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Row, selectAll } from '../columns';
import { Country } from '../entities/country.entity';
import { Offer } from '../entities/offer.entity';
import { PaymentMethod } from '../entities/payment-method.entity';
import { PriceGroup } from '../entities/price-group.entity';
import { PromoCode } from '../entities/promo-code.entity';
import { Provider } from '../entities/provider.entity';
import { Route } from '../entities/route.entity';
import { Service } from '../entities/service.entity';
import { Sim } from '../entities/sim.entity';
import { type Condition, type KeysetSort, type KeysetSource, type Page, readPage } from './keyset';

const FIGURE = (column: string) => `(SELECT f.${column} FROM route_figures f WHERE f.route_id = x.id)`;

const SERVICE = selectAll(Service, 'x');
const COUNTRY = selectAll(Country, 'x');
const OFFER = selectAll(Offer, 'x');
const ROUTE = selectAll(Route, 'x');
/** Without the sealed keys: what is not read cannot be given away. */
const PROVIDER = selectAll(Provider, 'x', ['apiKeySealed', 'webhookKeySealed', 'exchangeRate']);

const PAYMENT_METHOD = selectAll(PaymentMethod, 'x', ['apiKeySealed', 'webhookKeySealed', 'rate']);

const PROMO_CODE = selectAll(PromoCode, 'x');
const PRICE_GROUP = selectAll(PriceGroup, 'x');

const SIM = selectAll(Sim, 'x');

export interface RouteRow extends Row<typeof ROUTE> {
  /** Of its last hundred numbers: how many count, and how many brought a code. Null while there was none. */
  readonly recentlyEnded: number | null;
  readonly recentlyCompleted: number | null;
  readonly medianSecondsToCode: number | null;
}

export interface ProviderRow extends Row<typeof PROVIDER> {
  readonly hasApiKey: boolean;
  readonly hasWebhookKey: boolean;
  readonly hasWebhookAddress: boolean;
  readonly exchangeRate: string | null;
}

export interface PaymentMethodRow extends Row<typeof PAYMENT_METHOD> {
  readonly hasApiKey: boolean;
  readonly hasWebhookKey: boolean;
  readonly rate: string;
}

interface CatalogueRows {
  readonly services: Row<typeof SERVICE>;
  readonly countries: Row<typeof COUNTRY>;
  readonly offers: Row<typeof OFFER>;
  readonly routes: RouteRow;
  readonly providers: ProviderRow;
  readonly paymentMethods: PaymentMethodRow;
  readonly promoCodes: Row<typeof PROMO_CODE>;
  readonly sims: Row<typeof SIM>;
  readonly priceGroups: Row<typeof PRICE_GROUP>;
}
export type CatalogueTable = keyof CatalogueRows;

const SOURCES: Record<CatalogueTable, KeysetSource> = {
  services: { columns: SERVICE, from: 'services x', id: 'x.id' },
  countries: { columns: COUNTRY, from: 'countries x', id: 'x.id' },
  offers: { columns: OFFER, from: 'offers x', id: 'x.id' },
  routes: {
    columns: `${ROUTE}, ${FIGURE('ended')} AS "recentlyEnded", ${FIGURE('completed')} AS "recentlyCompleted",
      ${FIGURE('median_s')} AS "medianSecondsToCode"`,
    from: 'routes x',
    id: 'x.id',
  },
  providers: {
    columns: `${PROVIDER}, x.api_key_sealed IS NOT NULL AS "hasApiKey", x.webhook_key_sealed IS NOT NULL AS "hasWebhookKey",
      EXISTS (SELECT 1 FROM webhook_secrets w WHERE w.provider_id = x.id) AS "hasWebhookAddress",
      trim_scale(x.exchange_rate)::text AS "exchangeRate"`,
    from: 'providers x',
    id: 'x.id',
  },
  paymentMethods: {
    columns: `${PAYMENT_METHOD}, x.api_key_sealed IS NOT NULL AS "hasApiKey",
      x.webhook_key_sealed IS NOT NULL AS "hasWebhookKey", trim_scale(x.rate)::text AS rate`,
    from: 'payment_methods x',
    id: 'x.id',
  },
  promoCodes: { columns: PROMO_CODE, from: 'promo_codes x', id: 'x.id' },
  sims: { columns: SIM, from: 'sims x', id: 'x.id' },
  priceGroups: { columns: PRICE_GROUP, from: 'price_groups x', id: 'x.id' },
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

const IN_ORDER_OF_MENU: readonly CatalogueTable[] = ['services', 'countries', 'paymentMethods'];

/** A page of one table: what buyers see in a menu in its order, the others by age. */
export function readCatalogue<Table extends CatalogueTable>(
  { sql }: Access,
  { table, filter, page }: { table: Table; filter: CatalogueFilter; page: PageRequest },
): Promise<Page<CatalogueRows[Table]>> {
  const sort = IN_ORDER_OF_MENU.includes(table) ? BY_POSITION : BY_ID;
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
  const text = `SELECT ${SOURCES[table].columns} FROM ${SOURCES[table].from} WHERE x.id = ANY ($1)`;
  return sql.rows<CatalogueRows[Table]>(`${table}.byIds`, text, [ids]);
}

/** The routes of these offers, the first to be asked first. */
export async function readRoutesOfOffers({ sql }: Access, offerIds: readonly number[]): Promise<RouteRow[]> {
  const text = `SELECT ${SOURCES.routes.columns} FROM routes x WHERE x.offer_id = ANY ($1) ORDER BY x.is_failing, x.priority, x.rank, x.id`;
  return sql.rows<RouteRow>('routes.ofOffers', text, [offerIds]);
}
