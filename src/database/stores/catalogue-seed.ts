import type { Access } from '../access';

export interface SeedProvider {
  readonly name: string;
  readonly protocol: string;
  readonly baseUrl: string;
  readonly apiKeySealed: Buffer;
  readonly mode: 'POLL' | 'WEBHOOK';
  readonly options: unknown;
  readonly pollIntervalMs: number;
  readonly timeoutMs: number;
  readonly budgetPerSecond: number;
  readonly budgetBurst: number;
  readonly earlyCancelS: number;
}

/** Puts many rows of a catalogue in one statement for each table. What is there already stays as it is. */
export class CatalogueSeedStore {
  constructor(private readonly db: Access) {}

  async putServices(rows: readonly { code: string; name: string; emoji: string }[], at: Date): Promise<void> {
    await this.db.sql.rows(
      'seed.services',
      `INSERT INTO services (code, name, emoji, position, created_at)
       SELECT r.code, r.name, r.emoji, ordinality * 10, $2
       FROM ROWS FROM (jsonb_to_recordset($1) AS (code text, name text, emoji text)) WITH ORDINALITY AS r
       ON CONFLICT (code) DO NOTHING`,
      [JSON.stringify(rows), at],
    );
  }

  async putCountries(rows: readonly { iso: string; name: string; callingCode: string }[], at: Date): Promise<void> {
    await this.db.sql.rows(
      'seed.countries',
      `INSERT INTO countries (iso, name, calling_code, position, created_at)
       SELECT r.iso, r.name, r."callingCode", ordinality * 10, $2
       FROM ROWS FROM (jsonb_to_recordset($1) AS (iso text, name text, "callingCode" text)) WITH ORDINALITY AS r
       ON CONFLICT (iso) DO NOTHING`,
      [JSON.stringify(rows), at],
    );
  }

  /** A supplier that moved to another address or changed its key gets the new ones. The answer is its id. */
  async putProvider(row: SeedProvider, at: Date): Promise<number> {
    const [put] = await this.db.sql.rows<{ id: number }>(
      'seed.provider',
      `INSERT INTO providers AS p (name, protocol, base_url, api_key_sealed, mode, options, poll_interval_ms, timeout_ms,
         budget_per_second, budget_burst, early_cancel_s, next_poll_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
       ON CONFLICT (name) DO UPDATE SET base_url = EXCLUDED.base_url, api_key_sealed = EXCLUDED.api_key_sealed,
         options = EXCLUDED.options, revision = p.revision + 1
       RETURNING id`,
      [
        ...[row.name, row.protocol, row.baseUrl, row.apiKeySealed, row.mode, JSON.stringify(row.options)],
        ...[row.pollIntervalMs, row.timeoutMs, row.budgetPerSecond, row.budgetBurst, row.earlyCancelS, at],
      ],
    );
    return put!.id;
  }

  async putOffers(rows: readonly { service: string; country: string; price: string }[], at: Date): Promise<void> {
    await this.db.sql.rows(
      'seed.offers',
      `INSERT INTO offers (service_id, country_id, price, created_at)
       SELECT s.id, c.id, r.price, $2 FROM jsonb_to_recordset($1) AS r (service text, country text, price bigint)
       JOIN services s ON s.code = r.service JOIN countries c ON c.iso = r.country
       ON CONFLICT (service_id, country_id) DO NOTHING`,
      [JSON.stringify(rows), at],
    );
  }

  async putRoutes(
    rows: readonly {
      service: string;
      country: string;
      provider: number;
      isPool: boolean;
      serviceCode: string | null;
      countryCode: string | null;
      maxCost: string | null;
      priority: number;
    }[],
    at: Date,
  ): Promise<void> {
    await this.db.sql.rows(
      'seed.routes',
      `INSERT INTO routes (offer_id, provider_id, is_pool, service_code, country_code, max_cost, priority, created_at)
       SELECT o.id, r.provider, r."isPool", r."serviceCode", r."countryCode", r."maxCost", r.priority, $2
       FROM jsonb_to_recordset($1) AS r (service text, country text, provider integer, "isPool" boolean,
         "serviceCode" text, "countryCode" text, "maxCost" bigint, priority integer)
       JOIN services s ON s.code = r.service JOIN countries c ON c.iso = r.country
       JOIN offers o ON o.service_id = s.id AND o.country_id = c.id
       ON CONFLICT (offer_id, provider_id) DO NOTHING`,
      [JSON.stringify(rows), at],
    );
  }

  /** SIMs of our own with their numbers; `services` are codes apart by blanks. */
  async putSims(
    rows: readonly { provider: number; slot: string; phone: string; services: string }[],
    at: Date,
  ): Promise<void> {
    await this.db.sql.rows(
      'seed.sims',
      `INSERT INTO sims (provider_id, slot, phone, services, watched_from, created_at)
       SELECT r.provider, r.slot, r.phone, r.services, $2, $2
       FROM jsonb_to_recordset($1) AS r (provider integer, slot text, phone text, services text)
       WHERE NOT EXISTS (SELECT 1 FROM sims s WHERE s.provider_id = r.provider AND (s.slot = r.slot OR s.phone = r.phone))
       ORDER BY r.provider, r.slot`,
      [JSON.stringify(rows), at],
    );
  }

  async putNumbers(
    rows: readonly { service: string; country: string; provider: number; phone: string }[],
    at: Date,
  ): Promise<void> {
    await this.db.sql.rows(
      'seed.numbers',
      `INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, created_at)
       SELECT r.provider, s.id, c.id, r.phone, 'POOL', 'AVAILABLE', $2
       FROM jsonb_to_recordset($1) AS r (service text, country text, provider integer, phone text)
       JOIN services s ON s.code = r.service JOIN countries c ON c.iso = r.country
       ON CONFLICT (provider_id, service_id, phone) DO NOTHING`,
      [JSON.stringify(rows), at],
    );
  }
}
