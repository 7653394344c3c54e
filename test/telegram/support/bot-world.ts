import { type BotEdge, type BotEdgeOptions, createBotEdge } from '../../../src/bot/bot-edge';
import { createInboxRunner, type InboxRunner } from '../../../src/bot/inbox';
import { createTelegramGateway, type GatewayTiming, type TelegramGateway } from '../../../src/bot/telegram/gateway';
import { createTelegramStore } from '../../../src/bot/telegram/session-store';
import { Secret } from '../../../src/config/secret';
import { createDataSource } from '../../../src/database/data-source';
import { Database } from '../../../src/database/database';
import { cryptoIds } from '../../../src/platform/crypto-ids';
import { createLogger, type Logger } from '../../../src/platform/logger';
import { SecretBox } from '../../../src/platform/secret-box';
import { systemClock } from '../../../src/platform/system-clock';
import type { InboundUpdate } from '../../../src/ports/inbound-update';
import type { RenderedMessage } from '../../../src/ports/rendered-message';
import { startTelegramSandbox, type TelegramSandbox } from '../../../src/sandbox/telegram';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { Person } from './person';
import { until } from './until';

const TOKEN = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0';
const BOT = 'story_bot';
const KEY = new Secret(Buffer.alloc(32, 7).toString('base64'));

/** Milliseconds are short here: a test need not wait for what a night would show. */
export const QUICK: Partial<GatewayTiming> = { gapMs: 100, silenceMs: 400, longestSilenceMs: 800, callMs: 5_000 };

/** Everything a story at the Telegram edge needs: a data centre, a database, a bot, and people. */
export class BotWorld {
  readonly handled: InboundUpdate[] = [];
  readonly sent: { key: string; messageId: number | undefined }[] = [];
  lines: string[] = [];
  private readonly people: Person[] = [];
  readonly edges: BotEdge[] = [];
  readonly token = TOKEN;
  private users = 0;

  private constructor(
    readonly sandbox: TelegramSandbox,
    readonly database: TestDatabase,
    readonly db: Database,
    readonly botId: bigint,
    readonly log: Logger,
  ) {}

  static async open(): Promise<BotWorld> {
    const [sandbox, database] = await Promise.all([startTelegramSandbox(), openTestDatabase()]);
    const dataSource = await createDataSource({ url: database.appUrl, poolSize: 6 }).initialize();
    const { id } = sandbox.createBot({ token: TOKEN, username: BOT, name: 'Story' });
    const lines: string[] = [];
    const log = createLogger({ level: 'debug', destination: { write: (line: string) => void lines.push(line) } });
    const world = new BotWorld(sandbox, database, new Database(dataSource), id, log);
    world.lines = lines;
    return world;
  }

  gateway(timing: Partial<GatewayTiming> = {}, token = TOKEN): TelegramGateway {
    const { sandbox, db, botId, log } = this;
    return createTelegramGateway({
      apiId: sandbox.apiId,
      apiHash: () => sandbox.apiHash,
      botToken: () => token,
      dc: { id: sandbox.dcId, host: sandbox.host, port: sandbox.port, publicKeyPem: sandbox.publicKeyPem },
      store: createTelegramStore({ db, box: new SecretBox(KEY), clock: systemClock, botId }),
      clock: systemClock,
      log,
      timing: { ...QUICK, ...timing },
    });
  }

  makeBot(given: Partial<BotEdgeOptions> & { timing?: Partial<GatewayTiming> } = {}): BotEdge {
    const { db, log } = this;
    const edge = createBotEdge({
      db,
      clock: systemClock,
      ids: cryptoIds,
      log,
      gateway: this.gateway(given.timing),
      sourceChats: {
        has: () => true,
        follow: () => undefined,
        start: async () => undefined,
        stop: async () => undefined,
      },
      handle: async (update) => void this.handled.push(update),
      render: async ({ kind, payload }) => (kind === 'message' ? (payload as unknown as RenderedMessage) : undefined),
      preCheckoutExcuse: () => 'The story takes no money.',
      onSent: async ({ key }, messageId) => void this.sent.push({ key, messageId }),
      ...given,
    });
    this.edges.push(edge);
    return edge;
  }

  /** A bot that works; what it handles is in `handled`. */
  async startBot(given: Parameters<BotWorld['makeBot']>[0] = {}): Promise<BotEdge> {
    const edge = this.makeBot(given);
    edge.start();
    await until('the bot is connected', () => edge.isConnected);
    return edge;
  }

  /** The inbox of another process over the same database. */
  startSecondInbox(): InboxRunner {
    const { db, log } = this;
    const handle = async (update: InboundUpdate) => void this.handled.push(update);
    const runner = createInboxRunner({ db, clock: systemClock, log, handle });
    runner.start();
    return runner;
  }

  kinds(): string[] {
    return this.handled.map(({ kind }) => kind);
  }

  joined(telegramId: bigint): boolean {
    return this.handled.some((one) => one.kind === 'participant' && one.from.telegramId === telegramId && one.isMember);
  }

  /** Messages that the bot asked Telegram to send, delivered or not. */
  botSends(): number {
    return this.sandbox.calls.of('messages.sendMessage').filter(({ accountId }) => accountId === this.botId).length;
  }

  rows(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.db.pool.query(sql, values).then((result) => result.rows as Record<string, unknown>[]);
  }

  async person(firstName = 'Ann'): Promise<Person> {
    this.users += 1;
    const { id } = this.sandbox.createUser({
      phone: `9990000${this.users}`,
      firstName,
      username: `person${this.users}`,
    });
    const person = await Person.signIn(this.sandbox, id, BOT);
    this.people.push(person);
    return person;
  }

  /** The row of a person in the shop. */
  async customer(person: Pick<Person, 'id'>): Promise<bigint> {
    const [row] = await this.db.sql.rows<{ id: bigint }>(
      'test.customer',
      `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at) VALUES ($1, 'Ann', now(), now()) RETURNING id`,
      [person.id],
    );
    return row!.id;
  }

  /** Texts that the bot sent to a person, oldest first. */
  textsTo(person: Person): string[] {
    const history = this.sandbox.history(person.id, this.botId);
    return history.filter(({ fromId }) => fromId === this.botId).map(({ text }) => text);
  }

  texts(): string[] {
    return this.handled.map((update) => ('text' in update ? update.text : update.kind));
  }

  async close(): Promise<void> {
    for (const person of this.people) person.leaves();
    for (const edge of this.edges) await edge.stop();
    await this.sandbox.stop();
    await this.db.dataSource.destroy();
    await this.database.drop();
  }
}
