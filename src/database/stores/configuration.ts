import { type ColumnOptions, getMetadataArgsStorage } from 'typeorm';
import type { Access } from '../access';
import { Country } from '../entities/country.entity';
import { Offer } from '../entities/offer.entity';
import { PaymentMethod } from '../entities/payment-method.entity';
import { PriceGroup } from '../entities/price-group.entity';
import { PromoCode } from '../entities/promo-code.entity';
import { Provider } from '../entities/provider.entity';
import { Route } from '../entities/route.entity';
import { Service } from '../entities/service.entity';
import { Sim } from '../entities/sim.entity';

type Row = Readonly<Record<string, unknown>>;

const MONEY = (sql: string) => `(${sql} * 0.0001)::text`;
const INSTANT = (sql: string) => `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const UNITS = (sql: string) => `(${sql}::numeric * 10000)::bigint`;

/** A field of a section, and the property of the entity behind it. */
export interface SectionColumn {
  readonly name: string;
  readonly property: string;
}

/** Where rows come from, in a stable order, by names instead of ids (`by`), and what tells one from another. */
const SECTIONS = {
  services: {
    entity: Service,
    from: 'services x WHERE x.deleted_at IS NULL ORDER BY x.position, x.code',
    by: '',
    key: 'code',
  },
  countries: { entity: Country, from: 'countries x ORDER BY x.position, x.iso', by: '', key: 'iso' },
  providers: { entity: Provider, from: 'providers x ORDER BY x.name', by: '', key: 'name' },
  offers: {
    entity: Offer,
    from: `offers x JOIN services s ON s.id = x.service_id AND s.deleted_at IS NULL JOIN countries c ON c.id = x.country_id
    ORDER BY s.code, c.iso`,
    by: 's.code AS service, c.iso AS country, ',
    key: 'service_id, country_id',
  },
  routes: {
    entity: Route,
    from: `routes x JOIN offers o ON o.id = x.offer_id JOIN services s ON s.id = o.service_id AND s.deleted_at IS NULL
      JOIN countries c ON c.id = o.country_id JOIN providers p ON p.id = x.provider_id
    ORDER BY s.code, c.iso, p.name`,
    by: 's.code AS service, c.iso AS country, p.name AS provider, ',
    key: 'offer_id, provider_id',
  },
  paymentMethods: { entity: PaymentMethod, from: 'payment_methods x ORDER BY x.position, x.name', by: '', key: 'name' },
  // Of a service that is gone there is nothing to name.
  promoCodes: {
    entity: PromoCode,
    from: `promo_codes x LEFT JOIN services s ON s.id = x.service_id LEFT JOIN countries c ON c.id = x.country_id
    WHERE s.deleted_at IS NULL ORDER BY x.id`,
    by: 's.code AS service, c.iso AS country, ',
    key: 'code',
  },
  sims: {
    entity: Sim,
    from: 'sims x JOIN providers p ON p.id = x.provider_id ORDER BY p.name, x.slot',
    by: 'p.name AS provider, ',
    key: 'provider_id, slot',
  },
  priceGroups: { entity: PriceGroup, from: 'price_groups x ORDER BY x.name', by: '', key: 'name' },
} as const;
export type CatalogueSection = keyof typeof SECTIONS;

/** With what a channel is used for. */
const CHANNELS = `SELECT h.telegram_id::text AS "telegramId", h.title, h.username, h.invite_link AS "inviteLink", h.is_group AS "isGroup",
    CASE WHEN q.channel_id IS NOT NULL THEN json_build_object('position', q.position,
        'approvesJoins', q.approves_joins, 'isActive', q.is_active) END AS required,
    CASE WHEN w.channel_id IS NOT NULL THEN json_build_object('amount', ${MONEY('w.amount')}, 'budgetTotal', ${MONEY('w.budget_total')},
        'budgetPerDay', ${MONEY('w.budget_per_day')}, 'maxClaimsPerDay', w.max_claims_per_day,
        'minAccountMinutes', w.min_account_minutes, 'clawBackDays', w.claw_back_days, 'position', w.position,
        'approvesJoins', w.approves_joins, 'isActive', w.is_active) END AS reward,
    CASE WHEN d.channel_id IS NOT NULL THEN json_build_object('isActive', d.is_active, 'fields', d.fields, 'language', d.language,
        'postsSummaries', d.summary_due_at IS NOT NULL) END AS "userData"
  FROM channels h LEFT JOIN required_channels q ON q.channel_id = h.id LEFT JOIN reward_channels w ON w.channel_id = h.id
    LEFT JOIN user_data_channels d ON d.channel_id = h.id
  ORDER BY h.telegram_id DESC`;

/** How a document has a column, how it is read for one, and how it is read back out of `r`, a record of JSON. */
function formOf(section: CatalogueSection, { name, property }: SectionColumn) {
  const { type, enumName, array, name: column = property } = optionsOf(section, property);
  const [shown, given] = [`x.${column}`, `r."${name}"`];
  const forms: Readonly<Record<string, { read: string; write: string }>> = {
    bigint: { read: MONEY(shown), write: UNITS(given) },
    numeric: { read: `trim_scale(${shown})::text`, write: `${given}::numeric` },
    bytea: { read: shown, write: `decode(${given}, 'base64')` },
    enum: { read: shown, write: `${given}::${enumName}` },
    timestamptz: { read: INSTANT(shown), write: `${given}::timestamptz` },
  };
  const form = forms[String(type)];
  return {
    name,
    column,
    type: form ? 'text' : `${type}${array ? '[]' : ''}`,
    ...(form ?? { read: shown, write: given }),
  };
}

function optionsOf(section: CatalogueSection, property: string): ColumnOptions {
  return columnsOf(section).find(({ propertyName }) => propertyName === property)!.options;
}

function columnsOf(section: CatalogueSection) {
  return getMetadataArgsStorage().filterColumns(SECTIONS[section].entity);
}

function reading(section: CatalogueSection, columns: readonly SectionColumn[]): string {
  const { by, from } = SECTIONS[section];
  // Ids say nothing in a document.
  const told = columns.filter(({ name }) => !name.endsWith('Id')).map((column) => formOf(section, column));
  return `SELECT ${by}${told.map(({ read, name }) => `${read} AS "${name}"`).join(', ')} FROM ${from}`;
}

/**
 * Writes rows of `$1`, a JSON list; `$2` is now, and every instant that a new row must have. All columns of an item are given.
 * Names are made ids before: a join with a list of unknown length, in tables that were filled a moment ago and have no
 * statistics, is planned for a few rows.
 */
function writing(section: CatalogueSection, given: readonly SectionColumn[]): string {
  const columns = given.map((column) => formOf(section, column));
  const { key } = SECTIONS[section];
  const instants = columnsOf(section)
    .filter(({ options: { type, nullable } }) => type === 'timestamptz' && !nullable)
    .map(({ options, propertyName }) => options.name ?? propertyName);
  const hasRevision = columnsOf(section).some(({ propertyName }) => propertyName === 'revision');
  const changes = columns
    .filter(({ column }) => !key.split(', ').includes(column))
    .map(({ column }) => `${column} = EXCLUDED.${column}`);
  const table = SECTIONS[section].from.split(' ', 1)[0];
  if (section === 'paymentMethods') changes.push(RATE_SINCE);
  return `INSERT INTO ${table} AS x (${[...columns.map(({ column }) => column), ...instants].join(', ')})
    SELECT ${[...columns.map(({ write }) => write), ...instants.map(() => '$2::timestamptz')].join(', ')}
    FROM jsonb_to_recordset($1::jsonb) AS r (${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})
    ON CONFLICT (${key}) DO UPDATE SET ${[...changes, ...(hasRevision ? ['revision = x.revision + 1'] : [])].join(', ')}`;
}

const RATE_SINCE = 'rate_at = CASE WHEN x.rate = EXCLUDED.rate THEN x.rate_at ELSE EXCLUDED.rate_at END';

/** By what a document names them. */
const IDS = {
  services: 'SELECT id, code AS name FROM services WHERE deleted_at IS NULL',
  countries: 'SELECT id, iso AS name FROM countries',
  providers: 'SELECT id, name FROM providers',
  offers: `SELECT o.id, s.code || '/' || c.iso AS name FROM offers o
    JOIN services s ON s.id = o.service_id AND s.deleted_at IS NULL JOIN countries c ON c.id = o.country_id`,
} as const;

/** Reads and writes whole sections of the configuration, each by one statement. */
export class ConfigurationStore {
  constructor(private readonly db: Access) {}

  /** Until the transaction ends nobody else changes the catalogue; buyers go on reading and reserving. */
  async lock(): Promise<void> {
    const tables =
      'services, countries, offers, routes, channels, required_channels, reward_channels, user_data_channels, settings, shop_texts';
    await this.db.sql.rows('configuration.lock', `LOCK TABLE ${tables} IN SHARE ROW EXCLUSIVE MODE`);
    for (const table of ['providers', 'payment_methods', 'promo_codes', 'sims', 'price_groups'])
      await this.db.sql.rows(`configuration.lock.${table}`, `SELECT 1 FROM ${table} ORDER BY id FOR NO KEY UPDATE`);
  }

  async read(section: CatalogueSection | 'channels', columns: readonly SectionColumn[]): Promise<Row[]> {
    const text = section === 'channels' ? CHANNELS : reading(section, columns);
    return this.db.sql.rows<Row>(`configuration.read.${section}`, text);
  }

  async write(
    section: CatalogueSection,
    columns: readonly SectionColumn[],
    rows: readonly Row[],
    at: Date,
  ): Promise<void> {
    if (rows.length === 0) return;
    const values = [JSON.stringify(await this.withIds(section, rows)), at];
    await this.db.sql.rows(`configuration.write.${section}`, writing(section, columns), values);
  }

  private async withIds(section: CatalogueSection, rows: readonly Row[]): Promise<readonly Row[]> {
    if (section === 'offers') {
      const services = await this.readIds('services');
      const countries = await this.readIds('countries');
      return rows.map(({ service, country, price, isActive }) => {
        return { serviceId: services.get(service), countryId: countries.get(country), price, isActive };
      });
    }
    if (section === 'promoCodes') {
      const services = await this.readIds('services');
      const countries = await this.readIds('countries');
      return rows.map(({ service, country, ...others }) => {
        return { serviceId: services.get(service), countryId: countries.get(country), ...others };
      });
    }
    if (section === 'routes') {
      const offers = await this.readIds('offers');
      const providers = await this.readIds('providers');
      return rows.map(({ service, country, provider, ...others }) => {
        return { offerId: offers.get(`${service}/${country}`), providerId: providers.get(provider), ...others };
      });
    }
    if (section === 'sims') {
      const providers = await this.readIds('providers');
      return rows.map(({ provider, ...others }) => ({ providerId: providers.get(provider), ...others }));
    }
    return rows;
  }

  private async readIds(of: keyof typeof IDS): Promise<ReadonlyMap<unknown, number>> {
    const rows = await this.db.sql.rows<{ id: number; name: string }>(`configuration.ids.${of}`, IDS[of]);
    return new Map(rows.map(({ id, name }) => [name, id]));
  }

  /** A channel with what it is used for; null ends a use. */
  async writeChannel(row: Row, timeZone: string, at: Date): Promise<void> {
    const values = [JSON.stringify(row), at];
    await this.db.sql.rows(
      'configuration.channel',
      `INSERT INTO channels (telegram_id, title, username, invite_link, is_group, created_at)
       SELECT "telegramId"::bigint, title, username, "inviteLink", "isGroup", $2 FROM jsonb_to_record($1::jsonb)
         AS x ("telegramId" text, title text, username text, "inviteLink" text, "isGroup" boolean)
       ON CONFLICT (telegram_id) DO UPDATE SET title = EXCLUDED.title, username = EXCLUDED.username,
         invite_link = EXCLUDED.invite_link, is_group = EXCLUDED.is_group`,
      values,
    );
    for (const [name, text] of Object.entries(USES))
      await this.db.sql.rows(`configuration.${name}`, text, name === 'putUserData' ? [...values, timeZone] : values);
  }
}

const CHANNEL = `SELECT id FROM channels WHERE telegram_id = ($1::jsonb ->> 'telegramId')::bigint AND $2::timestamptz IS NOT NULL`;
const USES = {
  endRequired: `DELETE FROM required_channels WHERE channel_id = (${CHANNEL}) AND jsonb_typeof($1::jsonb -> 'required') = 'null'`,
  putRequired: `INSERT INTO required_channels (channel_id, position, is_active, approves_joins, created_at)
    SELECT (${CHANNEL}), position, "isActive", COALESCE("approvesJoins", false), $2
    FROM jsonb_to_record($1::jsonb -> 'required') AS x (position integer, "isActive" boolean, "approvesJoins" boolean)
    WHERE jsonb_typeof($1::jsonb -> 'required') = 'object'
    ON CONFLICT (channel_id) DO UPDATE SET position = EXCLUDED.position, is_active = EXCLUDED.is_active,
      approves_joins = EXCLUDED.approves_joins`,
  // Claims refer to a reward, so it is turned off instead of deleted.
  endReward: `UPDATE reward_channels SET is_active = false WHERE channel_id = (${CHANNEL}) AND jsonb_typeof($1::jsonb -> 'reward') = 'null'`,
  putReward: `INSERT INTO reward_channels (channel_id, amount, budget_total, budget_per_day, max_claims_per_day, min_account_minutes,
      claw_back_days, position, is_active, approves_joins, created_at)
    SELECT (${CHANNEL}), ${UNITS('amount')}, ${UNITS('"budgetTotal"')}, ${UNITS('"budgetPerDay"')}, "maxClaimsPerDay",
      "minAccountMinutes", "clawBackDays", position, "isActive", COALESCE("approvesJoins", false), $2
    FROM jsonb_to_record($1::jsonb -> 'reward') AS x (amount text, "budgetTotal" text, "budgetPerDay" text, "maxClaimsPerDay" integer,
      "minAccountMinutes" integer, "clawBackDays" integer, position integer, "isActive" boolean, "approvesJoins" boolean)
    WHERE jsonb_typeof($1::jsonb -> 'reward') = 'object'
    ON CONFLICT (channel_id) DO UPDATE SET amount = EXCLUDED.amount, budget_total = EXCLUDED.budget_total,
      budget_per_day = EXCLUDED.budget_per_day, max_claims_per_day = EXCLUDED.max_claims_per_day,
      min_account_minutes = EXCLUDED.min_account_minutes, claw_back_days = EXCLUDED.claw_back_days,
      position = EXCLUDED.position, is_active = EXCLUDED.is_active, approves_joins = EXCLUDED.approves_joins`,
  endUserData: `UPDATE user_data_channels SET is_active = false WHERE channel_id = (${CHANNEL}) AND jsonb_typeof($1::jsonb -> 'userData') = 'null'`,
  restUserData: `UPDATE user_data_channels SET is_active = false WHERE channel_id <> (${CHANNEL}) AND ($1::jsonb -> 'userData' ->> 'isActive')::boolean`,
  putUserData: `INSERT INTO user_data_channels (channel_id, is_active, fields, language, summary_due_at, created_at)
    SELECT (${CHANNEL}), "isActive", fields, language, CASE WHEN "postsSummaries" THEN
      (date_trunc('day', $2::timestamptz AT TIME ZONE $3) + interval '1 day') AT TIME ZONE $3 END, $2
    FROM jsonb_to_record($1::jsonb -> 'userData') AS x ("isActive" boolean, fields text[], language text, "postsSummaries" boolean)
    WHERE jsonb_typeof($1::jsonb -> 'userData') = 'object'
    ON CONFLICT (channel_id) DO UPDATE SET is_active = EXCLUDED.is_active, fields = EXCLUDED.fields,
      language = EXCLUDED.language, summary_due_at = EXCLUDED.summary_due_at`,
} as const;
