import type { Access } from '../access';

type Row = Readonly<Record<string, unknown>>;

const MONEY = (sql: string) => `(${sql} * 0.0001)::text`;
const UNITS = (sql: string) => `(${sql}::numeric * 10000)::bigint`;

/** What stands in the sections of a configuration, by names instead of ids, each in a stable order. */
const READS = {
  services: `SELECT code, name, emoji, code_pattern AS "codePattern", timeout_s AS "timeoutS", position, is_active AS "isActive"
    FROM services WHERE deleted_at IS NULL ORDER BY position, code`,
  countries: `SELECT iso, name, calling_code AS "callingCode", position, is_active AS "isActive" FROM countries ORDER BY position, iso`,
  providers: `SELECT name, protocol, base_url AS "baseUrl", api_key_sealed AS "apiKey", webhook_key_sealed AS "webhookKey", mode,
      options, poll_interval_ms AS "pollIntervalMs", timeout_ms AS "timeoutMs", budget_per_second AS "budgetPerSecond",
      budget_burst AS "budgetBurst", early_cancel_s AS "earlyCancelS", currency, trim_scale(exchange_rate)::text AS "exchangeRate",
      is_active AS "isActive"
    FROM providers ORDER BY name`,
  offers: `SELECT s.code AS service, c.iso AS country, ${MONEY('o.price')} AS price, o.is_active AS "isActive"
    FROM offers o JOIN services s ON s.id = o.service_id AND s.deleted_at IS NULL JOIN countries c ON c.id = o.country_id
    ORDER BY s.code, c.iso`,
  routes: `SELECT s.code AS service, c.iso AS country, p.name AS provider, r.is_pool AS "isPool", r.service_code AS "serviceCode",
      r.country_code AS "countryCode", r.operator, ${MONEY('r.max_cost')} AS "maxCost", r.priority, r.is_active AS "isActive"
    FROM routes r JOIN offers o ON o.id = r.offer_id JOIN services s ON s.id = o.service_id AND s.deleted_at IS NULL
      JOIN countries c ON c.id = o.country_id JOIN providers p ON p.id = r.provider_id
    ORDER BY s.code, c.iso, p.name`,
  channels: `SELECT h.telegram_id::text AS "telegramId", h.title, h.username, h.invite_link AS "inviteLink", h.is_group AS "isGroup",
      CASE WHEN q.channel_id IS NOT NULL THEN json_build_object('position', q.position, 'isActive', q.is_active) END AS required,
      CASE WHEN w.channel_id IS NOT NULL THEN json_build_object('amount', ${MONEY('w.amount')}, 'budgetTotal', ${MONEY('w.budget_total')},
        'budgetPerDay', ${MONEY('w.budget_per_day')}, 'maxClaimsPerDay', w.max_claims_per_day,
        'minAccountMinutes', w.min_account_minutes, 'clawBackDays', w.claw_back_days, 'position', w.position,
        'isActive', w.is_active) END AS reward,
      CASE WHEN d.channel_id IS NOT NULL THEN json_build_object('isActive', d.is_active, 'fields', d.fields, 'language', d.language,
        'postsSummaries', d.summary_due_at IS NOT NULL) END AS "userData"
    FROM channels h LEFT JOIN required_channels q ON q.channel_id = h.id LEFT JOIN reward_channels w ON w.channel_id = h.id
      LEFT JOIN user_data_channels d ON d.channel_id = h.id
    ORDER BY h.telegram_id DESC`,
} as const;

/**
 * Writes rows of `$1`, a JSON list; `$2` is now. All columns of an item are given. Names are made ids before: a join with a
 * list of unknown length, in tables that were filled a moment ago and have no statistics, is planned for a few rows.
 */
const WRITES: Readonly<Record<'services' | 'countries' | 'providers' | 'offers' | 'routes', string>> = {
  services: `INSERT INTO services (code, name, emoji, code_pattern, timeout_s, position, is_active, created_at)
    SELECT code, name, emoji, "codePattern", "timeoutS", position, "isActive", $2 FROM jsonb_to_recordset($1::jsonb)
      AS x (code text, name text, emoji text, "codePattern" text, "timeoutS" integer, position integer, "isActive" boolean)
    ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, emoji = EXCLUDED.emoji, code_pattern = EXCLUDED.code_pattern,
      timeout_s = EXCLUDED.timeout_s, position = EXCLUDED.position, is_active = EXCLUDED.is_active`,
  countries: `INSERT INTO countries (iso, name, calling_code, position, is_active, created_at)
    SELECT iso, name, "callingCode", position, "isActive", $2 FROM jsonb_to_recordset($1::jsonb)
      AS x (iso text, name text, "callingCode" text, position integer, "isActive" boolean)
    ON CONFLICT (iso) DO UPDATE SET name = EXCLUDED.name, calling_code = EXCLUDED.calling_code,
      position = EXCLUDED.position, is_active = EXCLUDED.is_active`,
  // Keys come sealed, as base64; a key that is not named stays.
  providers: `INSERT INTO providers AS p (name, protocol, base_url, api_key_sealed, webhook_key_sealed, mode, options,
      poll_interval_ms, timeout_ms, budget_per_second, budget_burst, early_cancel_s, currency, exchange_rate, is_active, next_poll_at, created_at)
    SELECT name, protocol, "baseUrl", decode("apiKeySealed", 'base64'), decode("webhookKeySealed", 'base64'), mode::provider_mode,
      options, "pollIntervalMs", "timeoutMs", "budgetPerSecond", "budgetBurst", "earlyCancelS", currency, "exchangeRate",
      "isActive", $2, $2
    FROM jsonb_to_recordset($1::jsonb) AS x (name text, protocol text, "baseUrl" text, "apiKeySealed" text,
      "webhookKeySealed" text, mode text, options jsonb, "pollIntervalMs" integer, "timeoutMs" integer,
      "budgetPerSecond" real, "budgetBurst" integer, "earlyCancelS" integer, currency text, "exchangeRate" numeric,
      "isActive" boolean)
    ON CONFLICT (name) DO UPDATE SET base_url = EXCLUDED.base_url, api_key_sealed = EXCLUDED.api_key_sealed,
      webhook_key_sealed = EXCLUDED.webhook_key_sealed, mode = EXCLUDED.mode, options = EXCLUDED.options,
      poll_interval_ms = EXCLUDED.poll_interval_ms, timeout_ms = EXCLUDED.timeout_ms,
      budget_per_second = EXCLUDED.budget_per_second, budget_burst = EXCLUDED.budget_burst,
      early_cancel_s = EXCLUDED.early_cancel_s, currency = EXCLUDED.currency, exchange_rate = EXCLUDED.exchange_rate,
      is_active = EXCLUDED.is_active, revision = p.revision + 1`,
  offers: `INSERT INTO offers (service_id, country_id, price, is_active, created_at)
    SELECT "serviceId", "countryId", ${UNITS('price')}, "isActive", $2 FROM jsonb_to_recordset($1::jsonb)
      AS x ("serviceId" integer, "countryId" integer, price text, "isActive" boolean)
    ON CONFLICT (service_id, country_id) DO UPDATE SET price = EXCLUDED.price, is_active = EXCLUDED.is_active`,
  routes: `INSERT INTO routes (offer_id, provider_id, is_pool, service_code, country_code, operator, max_cost, priority,
      is_active, created_at)
    SELECT "offerId", "providerId", "isPool", "serviceCode", "countryCode", operator, ${UNITS('"maxCost"')}, priority,
      "isActive", $2
    FROM jsonb_to_recordset($1::jsonb) AS x ("offerId" integer, "providerId" integer, "isPool" boolean, "serviceCode" text,
        "countryCode" text, operator text, "maxCost" text, priority integer, "isActive" boolean)
    ON CONFLICT (offer_id, provider_id) DO UPDATE SET is_pool = EXCLUDED.is_pool, service_code = EXCLUDED.service_code,
      country_code = EXCLUDED.country_code, operator = EXCLUDED.operator, max_cost = EXCLUDED.max_cost,
      priority = EXCLUDED.priority, is_active = EXCLUDED.is_active`,
};

/** By what a document names them. */
const IDS = {
  services: 'SELECT id, code AS name FROM services WHERE deleted_at IS NULL',
  countries: 'SELECT id, iso AS name FROM countries',
  providers: 'SELECT id, name FROM providers',
  offers: `SELECT o.id, s.code || '/' || c.iso AS name FROM offers o
    JOIN services s ON s.id = o.service_id AND s.deleted_at IS NULL JOIN countries c ON c.id = o.country_id`,
} as const;

export type CatalogueSection = keyof typeof WRITES;

/** Reads and writes whole sections of the configuration, each by one statement. */
export class ConfigurationStore {
  constructor(private readonly db: Access) {}

  /** Until the transaction ends nobody else changes the catalogue; buyers go on reading and reserving. */
  async lock(): Promise<void> {
    const tables =
      'services, countries, offers, routes, channels, required_channels, reward_channels, user_data_channels, settings, shop_texts';
    await this.db.sql.rows('configuration.lock', `LOCK TABLE ${tables} IN SHARE ROW EXCLUSIVE MODE`);
    await this.db.sql.rows('configuration.lockProviders', 'SELECT 1 FROM providers ORDER BY id FOR NO KEY UPDATE');
  }

  async read(section: keyof typeof READS): Promise<Row[]> {
    return this.db.sql.rows<Row>(`configuration.read.${section}`, READS[section]);
  }

  async write(section: CatalogueSection, rows: readonly Row[], at: Date): Promise<void> {
    if (rows.length === 0) return;
    if (section === 'services') await this.freeCodes(rows);
    const written = await this.withIds(section, rows);
    await this.db.sql.rows(`configuration.write.${section}`, WRITES[section], [JSON.stringify(written), at]);
  }

  private async withIds(section: CatalogueSection, rows: readonly Row[]): Promise<readonly Row[]> {
    if (section === 'offers') {
      const services = await this.readIds('services');
      const countries = await this.readIds('countries');
      return rows.map(({ service, country, price, isActive }) => {
        return { serviceId: services.get(service), countryId: countries.get(country), price, isActive };
      });
    }
    if (section === 'routes') {
      const offers = await this.readIds('offers');
      const providers = await this.readIds('providers');
      return rows.map(({ service, country, provider, ...others }) => {
        return { offerId: offers.get(`${service}/${country}`), providerId: providers.get(provider), ...others };
      });
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

  /** A service that was deleted gives its code to a new one. */
  private async freeCodes(rows: readonly Row[]): Promise<void> {
    await this.db.sql.rows(
      'configuration.freeCodes',
      `UPDATE services SET code = code || '~' || id WHERE code = ANY ($1) AND deleted_at IS NOT NULL`,
      [rows.map(({ code }) => code)],
    );
  }
}

const CHANNEL = `SELECT id FROM channels WHERE telegram_id = ($1::jsonb ->> 'telegramId')::bigint AND $2::timestamptz IS NOT NULL`;
const USES = {
  endRequired: `DELETE FROM required_channels WHERE channel_id = (${CHANNEL}) AND jsonb_typeof($1::jsonb -> 'required') = 'null'`,
  putRequired: `INSERT INTO required_channels (channel_id, position, is_active, created_at)
    SELECT (${CHANNEL}), position, "isActive", $2 FROM jsonb_to_record($1::jsonb -> 'required') AS x (position integer, "isActive" boolean)
    WHERE jsonb_typeof($1::jsonb -> 'required') = 'object'
    ON CONFLICT (channel_id) DO UPDATE SET position = EXCLUDED.position, is_active = EXCLUDED.is_active`,
  // Claims refer to a reward, so it is turned off instead of deleted.
  endReward: `UPDATE reward_channels SET is_active = false WHERE channel_id = (${CHANNEL}) AND jsonb_typeof($1::jsonb -> 'reward') = 'null'`,
  putReward: `INSERT INTO reward_channels (channel_id, amount, budget_total, budget_per_day, max_claims_per_day, min_account_minutes,
      claw_back_days, position, is_active, created_at)
    SELECT (${CHANNEL}), ${UNITS('amount')}, ${UNITS('"budgetTotal"')}, ${UNITS('"budgetPerDay"')}, "maxClaimsPerDay",
      "minAccountMinutes", "clawBackDays", position, "isActive", $2
    FROM jsonb_to_record($1::jsonb -> 'reward') AS x (amount text, "budgetTotal" text, "budgetPerDay" text, "maxClaimsPerDay" integer,
      "minAccountMinutes" integer, "clawBackDays" integer, position integer, "isActive" boolean)
    WHERE jsonb_typeof($1::jsonb -> 'reward') = 'object'
    ON CONFLICT (channel_id) DO UPDATE SET amount = EXCLUDED.amount, budget_total = EXCLUDED.budget_total,
      budget_per_day = EXCLUDED.budget_per_day, max_claims_per_day = EXCLUDED.max_claims_per_day,
      min_account_minutes = EXCLUDED.min_account_minutes, claw_back_days = EXCLUDED.claw_back_days,
      position = EXCLUDED.position, is_active = EXCLUDED.is_active`,
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
