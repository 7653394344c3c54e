import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../../src/api/server';
import type { App } from '../../../src/app';
import { Secret } from '../../../src/config/secret';
import { createDataSource } from '../../../src/database/data-source';
import { Database } from '../../../src/database/database';
import { createPersonMarks } from '../../../src/database/person-marks';
import { SCOPES, type Scope } from '../../../src/domain/access/scopes';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings';
import { createPaymentAccounts } from '../../../src/payments/accounts';
import { cryptoIds } from '../../../src/platform/crypto-ids';
import { createLogger, silentLogger } from '../../../src/platform/logger';
import { SecretBox } from '../../../src/platform/secret-box';
import { createApiKey } from '../../../src/usecases/access/create-api-key';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { ScriptedPayments, scriptedRegistry } from '../../support/scripted-payments';
import { ScriptedTelegram } from '../../support/scripted-telegram';
import { TestClock } from '../../support/test-clock';
import { type Answer, type Loose, send } from './graphql-client';
import { sell } from './sell';

export const CLI_ACTOR = { type: 'ADMIN', id: 'test' } as const;

/** The HTTP edge over a database of its own, and a client that speaks to it. */
export interface ApiShop {
  readonly app: App;
  readonly clock: TestClock;
  readonly database: TestDatabase;
  readonly server: HttpServer;
  readonly secretBox: SecretBox;
  /** What Telegram answers. */
  readonly telegram: ScriptedTelegram;
  /** The provider of all payment methods of the protocol `scripted`. */
  readonly bank: ScriptedPayments;
  /** Everything that was logged, as lines. */
  readonly log: string[];
  /** Sends an operation with a key that has every scope. */
  ask<Result = Loose>(query: string, variables?: unknown): Promise<Answer<Result>>;
  /** A new key with these scopes. */
  key(...scopes: Scope[]): Promise<string>;
  /** A new user; the answer is his id. */
  user(facts?: { firstName?: string; username?: string; telegramId?: bigint }): Promise<bigint>;
  /** A number of the pool, reserved by this user; with `code` also paid for by that code. */
  sale(userId: bigint, code?: string): Promise<bigint>;
  close(): Promise<void>;
}

export async function openApiShop(options: Partial<HttpServerOptions> = {}): Promise<ApiShop> {
  const database = await openTestDatabase();
  const dataSource = createDataSource({ url: database.appUrl, poolSize: 8 });
  await dataSource.initialize();
  const log: string[] = [];
  const clock = new TestClock();
  const telegram = new ScriptedTelegram();
  const bank = new ScriptedPayments();
  const db = new Database(dataSource);
  const app: App = {
    db,
    clock,
    ids: cryptoIds,
    log: createLogger({ level: 'info', destination: { write: (line) => void log.push(line) } }),
    providers: {
      protocols: [],
      linkProtocols: [],
      problemOf: () => undefined,
      tryOut: () => undefined,
      rowsWithKey: async () => [],
      rowsOfAccount: async (id) => [id],
      async get(id) {
        throw new Error(`The API asked for provider ${id}, which no test prepared.`);
      },
    },
    payments: createPaymentAccounts({
      registry: scriptedRegistry(bank),
      openKey: String,
      log: silentLogger,
    }),
    settings: async () => DEFAULT_SETTINGS,
    customTexts: async () => ({}),
    requiredChannels: async () => [],
    personMark: createPersonMarks(db, { seal: (text) => Buffer.from(text), open: String }),
    wake: () => undefined,
    telegram,
    ownerIds: [],
    currency: 'USD',
  };
  const secretBox = new SecretBox(new Secret(Buffer.alloc(32, 7).toString('base64')));
  const server = await createHttpServer({ app, secretBox, http: { host: '127.0.0.1', port: 0 }, ...options });
  await server.listen();

  async function key(...scopes: Scope[]): Promise<string> {
    const made = await createApiKey(app, { name: 'test', scopes, actor: CLI_ACTOR });
    if (made.kind !== 'created') throw new Error(made.problem.kind);
    return made.key;
  }
  const master = await key(...SCOPES);
  let users = 0n;
  return {
    ...{ app, clock, database, server, secretBox, log, key, telegram, bank },
    ask: (query, variables) => send(server.address, { key: master, query, variables }),
    async user({ firstName = 'Ann', username, telegramId = 1000n + users } = {}) {
      users += 1n;
      const [row] = await app.db.sql.rows<{ id: bigint }>(
        'test.user',
        `INSERT INTO users (telegram_id, first_name, username, created_at, last_seen_at)
         VALUES ($1, $2, $3, $4, $4) RETURNING id`,
        [telegramId, firstName, username ?? null, clock.now()],
      );
      return row!.id;
    },
    sale: (userId, code) => sell(app, secretBox, userId, code),
    async close() {
      await server.close();
      await dataSource.destroy();
      await database.drop();
    },
  };
}
