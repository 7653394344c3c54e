import { createHash, randomUUID } from 'node:crypto';
import type { App } from '../../src/app';
import { createDataSource } from '../../src/database/data-source';
import { Database } from '../../src/database/database';
import { createPersonMarks } from '../../src/database/person-marks';
import {
  createCustomTextsReader,
  createRequiredChannelsReader,
  createSettingsReader,
} from '../../src/database/timed-readers';
import { type Amount, parseAmount } from '../../src/domain/money/money';
import type { Settings } from '../../src/domain/settings';
import { JOBS } from '../../src/jobs/jobs';
import { createPaymentAccounts } from '../../src/payments/accounts';
import { createPaymentProviders } from '../../src/payments/registry';
import { cryptoIds } from '../../src/platform/crypto-ids';
import { createHttpClient, type HttpClient } from '../../src/platform/http-client';
import { createLogger } from '../../src/platform/logger';
import type { ProviderSettings, SmsProvider } from '../../src/ports/sms-provider';
import type { ProviderCall } from '../../src/providers/guarded-provider';
import { createProviders } from '../../src/providers/providers';
import { createProviderRegistry } from '../../src/providers/registry';
import type { SellingVendorOptions } from '../../src/sandbox/vendors';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { until } from '../telegram/support/until';
import { openTestDatabase, type TestDatabase } from './database';
import { mortalCalls, mortalDatabase, mortalHttp, mortalLife } from './mortal-database';
import { ScriptedPayments, withScripted } from './scripted-payments';
import { ScriptedProvider } from './scripted-provider';
import { ScriptedTelegram } from './scripted-telegram';
import { type SellingKindName, type StartedKind, startSellingKind, type VendorOf } from './selling-vendors';
import { TestBuyer } from './test-buyer';
import { TestClock } from './test-clock';

/** "0.80" as an amount. */
export function usd(text: string): Amount {
  const amount = parseAmount(text);
  if (amount === undefined) throw new Error(`"${text}" is no amount of money.`);
  return amount;
}

export interface TestOffer {
  readonly id: number;
  readonly price: Amount;
  readonly serviceId: number;
  readonly countryId: number;
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** How vendors name a service; the simulators sell by these codes. */
const VENDOR_CODES: Record<string, string> = { Telegram: 'tg', WhatsApp: 'wa', Google: 'go' };
const COUNTRIES: Record<string, { iso: string; calling: string; vendorCode: string }> = {
  Latvia: { iso: 'LV', calling: '371', vendorCode: '49' },
  Germany: { iso: 'DE', calling: '49', vendorCode: '43' },
  Kazakhstan: { iso: 'KZ', calling: '77', vendorCode: '2' },
};

/** A whole shop over a database of its own, with a clock that the test moves and suppliers that the test directs. */
export async function openShop(
  o: {
    ownerIds?: readonly bigint[];
    database?: TestDatabase;
    onProviderCall?: (call: ProviderCall) => void;
    /** SMS_SPOOL_ROOTS. */
    spoolRoots?: readonly string[];
  } = {},
) {
  const clock = new TestClock();
  const database = o.database ?? (await openTestDatabase());
  const dataSource = createDataSource({ url: database.appUrl, poolSize: 12 });
  await dataSource.initialize();
  const db = new Database(dataSource);
  const http = createHttpClient();
  const telegram = new ScriptedTelegram();
  const bank = new ScriptedPayments();
  const scripted = new Map<number, ScriptedProvider>();
  const vendors: { stop(): Promise<void> }[] = [];
  const codesOf = new Map<number, StartedKind['codes']>();
  const logged: string[] = [];
  const log = createLogger({ level: 'debug', destination: { write: (line) => void logged.push(line) } });
  let phones = 0;
  let users = 0n;

  function makeApp(base: Database = db, client: HttpClient = http, asked = telegram): App {
    const { onProviderCall: onCall, spoolRoots } = o;
    const registry = createProviderRegistry({ http: client, clock, log, onCall, spoolRoots });
    const build = (row: ProviderSettings): SmsProvider => scripted.get(row.id) ?? registry.get(row);
    const openKey = (sealed: Buffer) => sealed.toString('utf8');
    const paymentProviders = createPaymentProviders({ http: client, clock, log });
    return {
      db: base,
      clock,
      ids: cryptoIds,
      log,
      providers: createProviders({
        load: (id) => base.providers.findStored(id),
        loadAll: () => base.providers.listStored(),
        ...{ openKey, build, clock, log, protocols: registry.protocols, check: registry.check },
        linkProtocols: registry.linkProtocols,
      }),
      settings: createSettingsReader(base, clock),
      customTexts: createCustomTextsReader(base, clock),
      requiredChannels: createRequiredChannelsReader(base, clock),
      payments: createPaymentAccounts({ registry: withScripted(paymentProviders, bank), openKey, log }),
      wake: () => undefined,
      telegram: asked,
      ownerIds: o.ownerIds ?? [],
      personMark: createPersonMarks(base, { seal: (text) => Buffer.from(text), open: openKey }),
      currency: 'USD',
    };
  }

  const all = <Row>(text: string, values: unknown[] = []) =>
    db.sql.rows<Row>(`test.${createHash('sha1').update(text).digest('hex')}`, text, values);
  const one = async <Row>(text: string, values: unknown[] = []): Promise<Row> => {
    const rows = await all<Row>(text, values);
    if (rows.length !== 1) throw new Error(`${rows.length} rows instead of one: ${text}`);
    return rows[0]!;
  };

  async function insertProvider(o: {
    name: string;
    protocol: string;
    baseUrl?: string;
    key?: string;
    options?: object;
  }) {
    const { id } = await one<{ id: number }>(
      `INSERT INTO providers (name, protocol, base_url, api_key_sealed, options, timeout_ms, budget_per_second,
         budget_burst, next_poll_at, created_at) VALUES ($1, $2, $3, $4, $5, 1000, 100000, 100000, $6, $6) RETURNING id`,
      [
        o.name,
        o.protocol,
        o.baseUrl ?? 'http://127.0.0.1:9',
        Buffer.from(o.key ?? ''),
        JSON.stringify(o.options ?? {}),
        clock.now(),
      ],
    );
    return id;
  }

  const shop = {
    app: makeApp(),
    telegram,
    /** The payment provider behind every method of the protocol `scripted`. */
    bank,
    clock,
    db,
    database,
    logged,
    one,
    all,

    /** A new service in a country, without any supplier yet. */
    async offer(o: { service?: string; country?: string; price?: Amount; timeoutS?: number } = {}): Promise<TestOffer> {
      const { service = 'Telegram', country = 'Latvia', price = usd('0.80'), timeoutS = 1_200 } = o;
      const place = COUNTRIES[country];
      if (!place) throw new Error(`No country ${country} in this test world.`);
      return one<TestOffer>(
        `WITH s AS (INSERT INTO services (code, name, timeout_s, created_at) VALUES ($1, $2, $3, $7)
             ON CONFLICT (code) DO UPDATE SET timeout_s = EXCLUDED.timeout_s RETURNING id),
           c AS (INSERT INTO countries (iso, name, calling_code, created_at) VALUES ($4, $5, $6, $7)
             ON CONFLICT (iso) DO UPDATE SET name = EXCLUDED.name RETURNING id)
         INSERT INTO offers (service_id, country_id, price, created_at) SELECT s.id, c.id, $8, $7 FROM s, c
         RETURNING id, price, service_id AS "serviceId", country_id AS "countryId"`,
        [VENDOR_CODES[service] ?? service, service, timeoutS, place.iso, country, place.calling, clock.now(), price],
      );
    },

    /** Numbers of our own for the offer. Returns the provider's id and the phones. */
    async pool(
      offer: TestOffer,
      o: { numbers?: number; phones?: string[]; priority?: number; providerId?: number } = {},
    ) {
      const made = Array.from({ length: o.numbers ?? 1 }, () => {
        phones += 1;
        return String(37_120_000_000 + phones);
      });
      const ours = o.phones ?? made;
      const providerId = o.providerId ?? (await insertProvider({ name: `pool ${randomUUID()}`, protocol: 'scripted' }));
      await one(
        `INSERT INTO routes (offer_id, provider_id, is_pool, priority, created_at) VALUES ($1, $2, true, $3, $4) RETURNING 1`,
        [offer.id, providerId, o.priority ?? 0, clock.now()],
      );
      await all(
        `INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, created_at)
         SELECT $1, $2, $3, phone, 'POOL', 'AVAILABLE', $5 FROM unnest($4::text[]) AS phone`,
        [providerId, offer.serviceId, offer.countryId, ours, clock.now()],
      );
      if (o.providerId === undefined) scripted.set(providerId, new ScriptedProvider(providerId, 'pool', []));
      return { providerId, phones: ours };
    },

    async route(
      offer: TestOffer,
      providerId: number,
      o: { maxCost?: Amount; priority?: number } = {},
    ): Promise<number> {
      const codes = codesOf.get(providerId);
      const { id } = await one<{ id: number }>(
        `INSERT INTO routes (offer_id, provider_id, is_pool, service_code, country_code, max_cost, priority, created_at)
         SELECT $1, $2, false, COALESCE($8, s.code), $3, $4, $5, $6 FROM services s WHERE s.id = $7 RETURNING id`,
        [
          offer.id,
          providerId,
          codes?.countryCode ?? (await vendorCountry(offer)),
          o.maxCost ?? usd('0.50'),
          o.priority ?? 0,
          clock.now(),
          offer.serviceId,
          codes?.serviceCode ?? null,
        ],
      );
      return id;
    },

    /** A supplier that says what the test prepares. */
    async scripted(name: string, methods: ConstructorParameters<typeof ScriptedProvider>[2]) {
      const id = await insertProvider({ name, protocol: 'scripted' });
      const provider = new ScriptedProvider(id, name, methods);
      scripted.set(id, provider);
      return provider;
    },

    /** A row of a supplier, spoken to by the adapter of its protocol. */
    provider: insertProvider,

    /** Lets the supplier with this id say what the test prepares. */
    async supplier(id: number, methods: ConstructorParameters<typeof ScriptedProvider>[2]) {
      const provider = new ScriptedProvider(id, `supplier ${id}`, methods);
      scripted.set(id, provider);
      await clock.advance(1_000);
      return provider;
    },

    /** A real supplier of the sandbox on loopback, with its adapter; it lives in the shop's time. Routes to it have its codes. */
    async vendor<Kind extends SellingKindName = 'hero'>(
      kind?: Kind,
      name: string = kind ?? 'hero',
      more: Pick<SellingVendorOptions, 'lifetimeMs'> = {},
    ): Promise<VendorOf<Kind> & { readonly id: number }> {
      const apiKey = `key-of-${name}`;
      const now = () => clock.now().getTime();
      const { vendor, options, codes } = await startSellingKind(kind ?? 'hero', { name, apiKey, now, ...more });
      vendors.push(vendor);
      const { protocol, baseUrl } = vendor;
      const id = await insertProvider({ name, protocol, baseUrl, key: apiKey, options });
      codesOf.set(id, codes);
      return Object.assign(vendor as VendorOf<Kind>, { id });
    },

    /** A supplier at some address, such as another shop. Routes to it have its codes. */
    async supplierAt(o: {
      protocol: string;
      baseUrl: string;
      key: string;
      codes: StartedKind['codes'];
    }): Promise<number> {
      const { codes, ...row } = o;
      const id = await insertProvider({ name: `${o.protocol} elsewhere`, ...row });
      codesOf.set(id, codes);
      return id;
    },

    /** A person with money in the wallet. */
    async buyer(o: { balance?: Amount } = {}): Promise<TestBuyer> {
      users += 1n;
      const { id } = await one<{ id: bigint }>(
        `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at) VALUES ($1, 'Buyer', $2, $2) RETURNING id`,
        [7_000n + users, clock.now()],
      );
      const amount = o.balance ?? usd('10');
      if (amount > 0n) {
        const actor = { type: 'JOB', id: 'test' } as const;
        await db.ledger.post({
          key: `seed:${id}`,
          type: 'ADD',
          amount,
          userId: id,
          actor,
          reason: 'test',
          at: clock.now(),
        });
      }
      return new TestBuyer(shop, id);
    },

    /** A way to pay that is turned on. `rate`: what one unit of its currency is worth in dollars. */
    async paymentMethod(
      o: { protocol?: string; currency?: string; rate?: string; bonusFrom?: Amount; bonusPercent?: number } = {},
    ): Promise<number> {
      const { protocol = 'scripted', currency = 'USD', rate = '1', bonusFrom = null, bonusPercent = 0 } = o;
      const { id } = await one<{ id: number }>(
        `INSERT INTO payment_methods (name, protocol, currency, rate, rate_at, bonus_from, bonus_percent, first_hold_hours, is_active, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, true, $5) RETURNING id`,
        [`${protocol} ${randomUUID()}`, protocol, currency, rate, clock.now(), bonusFrom, bonusPercent],
      );
      return id;
    },

    async set(key: keyof Settings, value: number | boolean | string) {
      await all(
        `INSERT INTO settings (key, value, updated_at) VALUES ($1, $2, $3)
         ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value RETURNING 1`,
        [key, JSON.stringify(value), clock.now()],
      );
      await clock.advance(1_000);
    },

    async passes(o: { days?: number; hours?: number; minutes?: number; seconds?: number }) {
      const { days = 0, hours = 0, minutes = 0, seconds = 0 } = o;
      await clock.advance((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000);
    },

    /** One turn of the named jobs, or of all of them. */
    async runs(...names: string[]) {
      const unknown = names.filter((name) => !JOBS.some((job) => job.name === name));
      if (unknown.length > 0) throw new Error(`There is no job ${unknown.join(', ')}.`);
      for (const job of JOBS) if (names.length === 0 || names.includes(job.name)) await job.runOnce(shop.app);
    },

    /** Waits, by asking again and again, until something is so. */
    until: (isSo: () => Promise<boolean>) => until('it is so', isSo),

    /** The program dies and another one starts over the same database. */
    restarts() {
      shop.app = makeApp();
    },

    /** From now on the program lives for so many statements or transactions; the next one never reaches the database. */
    diesAfter(steps: number): { readonly isDead: boolean } {
      const mortal = mortalDatabase(dataSource, mortalLife(steps));
      shop.app = makeApp(mortal.db);
      return mortal;
    },

    /** The same, where calls to suppliers and Telegram are steps too: each before it goes out, and before its answer is known. */
    diesAfterSteps(steps: number): { readonly isDead: boolean; readonly diedAt?: string } {
      const life = mortalLife(steps);
      shop.app = makeApp(mortalDatabase(dataSource, life).db, mortalHttp(http, life), mortalCalls(telegram, life));
      return life;
    },

    async number(phone: string) {
      return one<{ status: string; usageCount: number; expiries: number }>(
        `SELECT status, usage_count AS "usageCount", expiries_in_a_row AS expiries FROM numbers WHERE phone = $1`,
        [phone],
      );
    },

    /** What was put into the outbox for a buyer, by kind, oldest first. */
    async notices(buyer: { id: bigint }): Promise<string[]> {
      const rows = await all<{ kind: string }>('SELECT kind FROM outbox WHERE user_id = $1 ORDER BY id', [buyer.id]);
      return rows.map((row) => row.kind);
    },

    /** Every rule about money and numbers holds, no supplier was asked for what the story did not foresee, no log has a phone. */
    async booksBalance() {
      expect((await verifyBooks(shop.app)).findings).toEqual([]);
      for (const provider of scripted.values())
        expect([provider.name, provider.unprepared]).toEqual([provider.name, []]);
      const lines = logged.join('');
      const phones = await all<{ phone: string }>('SELECT phone FROM numbers');
      expect(phones.filter(({ phone }) => lines.includes(phone))).toEqual([]);
    },

    async close() {
      for (const vendor of vendors) await vendor.stop();
      http.close();
      await dataSource.destroy();
      await database.drop();
    },
  };

  async function vendorCountry(offer: TestOffer): Promise<string> {
    const { name } = await one<{ name: string }>('SELECT name FROM countries WHERE id = $1', [offer.countryId]);
    return COUNTRIES[name]!.vendorCode;
  }

  return shop;
}
