import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { App } from '../../src/app';
import { compose } from '../../src/compose';
import type { ChatPacing } from '../../src/compose-bot';
import type { Config, Role } from '../../src/config';
import { Secret } from '../../src/config';
import type { SupplierBrand } from '../../src/domain/supply/supplier-brand';
import { type RunningShop, startShop } from '../../src/main';
import { openDatabase } from '../../src/open-database';
import { createLogger, silentLogger } from '../../src/platform/logger';
import { SecretBox } from '../../src/platform/secret-box';
import { startTelegramSandbox, type TelegramSandbox } from '../../src/sandbox/telegram';
import { type HandlerVendor, type InboxVendor, startHandlerVendor, startInboxVendor } from '../../src/sandbox/vendors';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { until } from '../telegram/support/until';
import { ChatBuyer } from './chat-buyer';
import { openTestDatabase, type TestDatabase } from './database';
import { openOwnerPool } from './owner-pool';

export const LIVE_BOT = {
  token: '7000000001:a-shop-that-lives-in-stories',
  username: 'live_shop_bot',
  name: 'Live shop',
};
const POOL_NUMBERS = 400;

/** Telegram, vendors and a stocked database on loopback; the shop itself runs here or in a process of its own. */
export interface LiveWorld {
  readonly telegram: TelegramSandbox;
  readonly classic: HandlerVendor;
  readonly inbox: InboxVendor;
  readonly database: TestDatabase;
  readonly config: Config;
  /** Of the shop that is started in this process. */
  readonly pace: ChatPacing;
  readonly brands?: readonly SupplierBrand[];
  /** A person with money, who has pressed /start before in another life: the wallet is there, the chat is empty. */
  buyer(o?: { balance?: bigint; language?: string }): Promise<ChatBuyer>;
  /** Somebody whom the shop has never met. */
  stranger(o?: { firstName?: string; lastName?: string; username?: string }): Promise<ChatBuyer>;
  /** Adds money to the wallet of somebody whom the shop knows. */
  gives(telegramId: bigint, amount: bigint): Promise<void>;
  /** Puts WhatsApp in Estonia on sale with one number only, and gives that number. */
  rareNumber(): Promise<string>;
  /** Every invariant of the books holds; otherwise throws with the rows. */
  booksBalance(shop: RunningShop): Promise<void>;
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export interface LiveWorldOptions {
  /** A migrated database to use instead of a fresh clone of the test template; whoever gives it drops it. */
  readonly database?: TestDatabase;
  readonly roles?: readonly Role[];
  /** How often suppliers are asked for messages. */
  readonly pollIntervalMs?: number;
  readonly poolNumbers?: number;
  /** Much quicker than Telegram bears, unless the story is about it; `{}` is the shop's own. */
  readonly pace?: ChatPacing;
  /** Suppliers that operators may choose by name, besides the usual ones. */
  readonly brands?: readonly SupplierBrand[];
  /** Older messages of a chat are forgotten; for walks that would fill the memory of the test. */
  readonly maxMessagesPerChat?: number;
}

/**
 * Opens everything around the shop. WhatsApp in Latvia comes from the pool, Telegram in Kazakhstan on demand from a
 * classic shop; each costs 0.80.
 */
export async function openLiveWorld(o: LiveWorldOptions = {}): Promise<LiveWorld> {
  const phones = Array.from({ length: o.poolNumbers ?? POOL_NUMBERS }, (_, i) => String(37120000000 + i));
  const [telegram, classic, inbox, database] = await Promise.all([
    startTelegramSandbox({ maxMessagesPerChat: o.maxMessagesPerChat }),
    startHandlerVendor({ name: 'classic', dialect: 'classic', apiKey: 'classic-key', minCancelAgeMs: 0 }),
    startInboxVendor({ name: 'inbox', apiKey: 'inbox-key', numbers: phones }),
    o.database ?? openTestDatabase(),
  ]);
  telegram.createBot(LIVE_BOT);
  const secretKey = new Secret(randomBytes(32).toString('base64'));
  const sessions = openOwnerPool(database.ownerUrl, 4);
  const owner = sessions.pool;
  await stock(owner, new SecretBox(secretKey), { classic, inbox, phones, pollIntervalMs: o.pollIntervalMs ?? 1_000 });

  const buyers: ChatBuyer[] = [];
  let people = 0;
  const newPerson = (
    name: string,
    langCode: string,
    o: { firstName?: string; lastName?: string; username?: string } = {},
  ) => {
    people += 1;
    const firstName = o.firstName ?? `${name} ${people}`;
    const { id } = telegram.createUser({
      phone: `1555020${String(people).padStart(4, '0')}`,
      ...o,
      firstName,
      langCode,
    });
    return { id, firstName };
  };
  const gives = async (telegramId: bigint, amount: bigint) => {
    await owner.query(
      `INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, created_at)
       SELECT 'gift:' || gen_random_uuid(), 'ADD', 'FUNDING', 'AVAILABLE', $2, id, 'JOB', 'test', now()
       FROM users WHERE telegram_id = $1`,
      [String(telegramId), String(amount)],
    );
  };
  const opened = async (id: bigint) => {
    const buyer = await ChatBuyer.open(telegram, id, LIVE_BOT.username);
    buyers.push(buyer);
    return buyer;
  };
  return {
    telegram,
    classic,
    inbox,
    database,
    pace: o.pace ?? { perChatMs: 50, perChannelMs: 50 },
    brands: o.brands,
    config: {
      telegram: {
        apiId: telegram.apiId,
        apiHash: new Secret(telegram.apiHash),
        botToken: new Secret(LIVE_BOT.token),
        dataCentre: {
          host: telegram.host,
          port: telegram.port,
          id: telegram.dcId,
          publicKeyPem: telegram.publicKeyPem,
        },
      },
      database: { url: new Secret(database.appUrl), ownerUrl: new Secret(database.ownerUrl), poolSize: 12 },
      http: { host: '127.0.0.1', port: 0 },
      dataDir: '.',
      roles: o.roles ?? ['bot', 'worker', 'api'],
      currency: 'USD',
      log: { level: 'warn', format: 'json' },
      ownerIds: [],
      secretKey,
      hasExplorer: false,
      shutdownTimeoutMs: 10_000,
    },
    async buyer({ balance = 100_000n, language = 'en' } = {}) {
      const person = newPerson('Buyer', language);
      await owner.query(
        `INSERT INTO users (telegram_id, first_name, language, created_at, last_seen_at) VALUES ($1, $2, $3, now(), now())`,
        [String(person.id), person.firstName, language],
      );
      if (balance > 0n) await gives(person.id, balance);
      return opened(person.id);
    },
    gives,
    stranger: (o) => opened(newPerson('Stranger', 'en', o).id),
    async rareNumber() {
      const phone = '3725550001';
      inbox.addNumbers([phone]);
      await owner.query(
        `WITH country AS (INSERT INTO countries (iso, name, calling_code, created_at) VALUES ('EE', 'Estonia', '372', now()) RETURNING id),
          offer AS (INSERT INTO offers (service_id, country_id, price, created_at) SELECT 1, id, 8000, now() FROM country RETURNING id),
          route AS (INSERT INTO routes (offer_id, provider_id, is_pool, created_at) SELECT id, 1, true, now() FROM offer)
         INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, created_at)
         SELECT 1, 1, id, $1, 'POOL', 'AVAILABLE', now() FROM country`,
        [phone],
      );
      return phone;
    },
    async booksBalance({ app }) {
      const { ok, findings } = await verifyBooks(app);
      if (!ok) throw new Error(`The books do not balance:\n${JSON.stringify(findings, null, 2)}`);
    },
    query: async (text, values) => (await owner.query(text, values)).rows,
    async close() {
      await Promise.all(buyers.map((buyer) => buyer.leaves()));
      await sessions.close();
      await Promise.all([telegram.stop(), classic.stop(), inbox.stop()]);
      if (!o.database) await database.drop();
    },
  };
}

/** The shop over such a world, in this process. Its log is shown when LIVE_LOG is set, for looking for a fault. */
export async function startLiveShop(world: LiveWorld): Promise<RunningShop> {
  const log = process.env.LIVE_LOG ? createLogger({ level: 'info', format: 'pretty' }) : silentLogger;
  const shop = await startShop(world.config, log, { pace: world.pace, brands: world.brands });
  await until('the shop is ready', async () => (await fetch(`${shop.address}/readyz`)).ok, 25_000);
  return shop;
}

/** Looks into a shop that runs as a process of its own, through parts of this process's. */
export async function withApp<Result>({ config }: LiveWorld, work: (app: App) => Promise<Result>): Promise<Result> {
  const database = await openDatabase(config, silentLogger);
  const parts = compose({ config, db: database.db, log: silentLogger });
  try {
    return await work(parts.app);
  } finally {
    parts.close();
    await database.close();
  }
}

async function stock(
  owner: Pool,
  box: SecretBox,
  o: { classic: HandlerVendor; inbox: InboxVendor; phones: string[]; pollIntervalMs: number },
): Promise<void> {
  await owner.query(`
    INSERT INTO services (code, name, emoji, created_at) VALUES ('wa', 'WhatsApp', '💬', now()), ('tg', 'Telegram', '✈️', now());
    INSERT INTO countries (iso, name, calling_code, created_at)
      VALUES ('LV', 'Latvia', '371', now()), ('KZ', 'Kazakhstan', '7', now());
    INSERT INTO offers (service_id, country_id, price, created_at) VALUES (1, 1, 8000, now()), (2, 2, 8000, now());`);
  const provider = `INSERT INTO providers (name, protocol, base_url, api_key_sealed, options, poll_interval_ms, early_cancel_s,
      budget_per_second, budget_burst, next_poll_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, 0, 1000, 1000, now(), now())`;
  const inboxOptions = {
    pull: {
      path: '/messages',
      headers: { authorization: 'Bearer {apiKey}' },
      query: { after: '{cursor}', limit: '{limit}' },
    },
    reply: { list: 'messages', phone: 'to', text: 'body', id: 'id', time: 'receivedAt', sender: 'from' },
    paging: { cursor: { from: 'reply', place: 'next' }, more: { when: 'flag', place: 'hasMore' } },
  };
  const { classic, inbox, pollIntervalMs } = o;
  const row = (vendor: HandlerVendor | InboxVendor, options: object) => [
    vendor.name,
    vendor.protocol,
    vendor.baseUrl,
    box.seal(vendor.apiKey),
    JSON.stringify(options),
    pollIntervalMs,
  ];
  await owner.query(provider, row(inbox, inboxOptions));
  await owner.query(provider, row(classic, { dialect: 'classic', cancelAfterMs: 0 }));
  await owner.query(`
    INSERT INTO routes (offer_id, provider_id, is_pool, created_at) VALUES (1, 1, true, now());
    INSERT INTO routes (offer_id, provider_id, is_pool, service_code, country_code, max_cost, created_at)
      VALUES (2, 2, false, 'tg', '2', 1000000, now());`);
  await owner.query(
    `INSERT INTO numbers (provider_id, service_id, country_id, phone, origin, status, created_at)
     SELECT 1, 1, 1, phone, 'POOL', 'AVAILABLE', now() FROM unnest($1::text[]) phone`,
    [o.phones],
  );
}
