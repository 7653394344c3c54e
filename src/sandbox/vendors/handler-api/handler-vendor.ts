import type { Amount } from '../../../domain/money/money';
import { parseAmount } from '../../../domain/money/money';
import type { CallLog } from '../kernel/call-log';
import { createCallLog } from '../kernel/call-log';
import type { FaultSwitches } from '../kernel/faults';
import { createFaultSwitches } from '../kernel/faults';
import { findVendorCode } from '../kernel/find-code';
import { openJournal } from '../kernel/journal';
import type { VendorRateLimit } from '../kernel/rate-limit';
import { createRateLimit } from '../kernel/rate-limit';
import { createVendorClock } from '../kernel/vendor-clock';
import type { SmsArrival } from '../kernel/vendor-server';
import { startVendorServer } from '../kernel/vendor-server';
import { handlerActions } from './actions';
import { classicSkin } from './classic-skin';
import { defaultCatalogue } from './default-catalogue';
import { heroSkin } from './hero-skin';
import type { VendorOrder } from './order';
import { OrderBook } from './order-book';
import type { OrderEvent } from './order-event';
import type { CatalogueRow, Shelf } from './shelf';
import { createShelf } from './shelf';
import type { HandlerDialect, Skin } from './skin';

const SKINS: Readonly<Record<HandlerDialect, Skin>> = { classic: classicSkin, hero: heroSkin };

export interface HandlerVendorOptions {
  readonly name: string;
  readonly dialect: HandlerDialect;
  readonly apiKey: string;
  /** Loopback by default. */
  readonly host?: string;
  /** Any free port by default. */
  readonly port?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** File that keeps orders, balance and stock across restarts. */
  readonly journalPath?: string;
  readonly catalogue?: readonly CatalogueRow[];
  /** Opening balance as a decimal string; "1000.0000" by default. */
  readonly balance?: string;
  readonly rateLimit?: VendorRateLimit;
  /** Most orders open at once; no limit by default. */
  readonly openAllowed?: number;
  readonly minCancelAgeMs?: number;
  readonly lifetimeMs?: number;
  /** Told the name of each action that the dialect does not have. */
  readonly onUnknownAction?: (action: string) => void;
}

export interface HandlerVendor {
  readonly name: string;
  readonly protocol: 'handler_api';
  readonly dialect: HandlerDialect;
  /** The whole address of the API page. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** `POST {phone, text}` lets an SMS arrive. */
  readonly control: string;
  readonly faults: FaultSwitches;
  readonly calls: CallLog;
  readonly stock: Pick<Shelf, 'get' | 'rows'> & { set(row: CatalogueRow): void };
  /** Exact, in 1/10 000. */
  readonly balance: Amount;
  setBalance(amount: Amount): void;
  /** Blocks the account until the instant, in milliseconds since the epoch; undefined lets it in again. */
  ban(until: number | undefined): void;
  receive(phone: string, text: string): SmsArrival;
  /** Every order still remembered, open or closed, oldest first. */
  orders(): readonly VendorOrder[];
  /** How many numbers were ever sold here, and the money that moved. */
  readonly upstreamOrders: { readonly bought: number; readonly spent: Amount; readonly refunded: Amount };
  now(): number;
  advance(ms: number): void;
  stop(): Promise<void>;
}

/** Starts a shop that speaks the `handler_api.php` protocol in the given dialect. */
export async function startHandlerVendor(options: HandlerVendorOptions): Promise<HandlerVendor> {
  const own = SKINS[options.dialect];
  const skin: Skin = {
    ...own,
    minCancelAgeMs: options.minCancelAgeMs ?? own.minCancelAgeMs,
    lifetimeMs: options.lifetimeMs ?? own.lifetimeMs,
  };
  const clock = createVendorClock(options.now);
  const [faults, calls] = [createFaultSwitches(), createCallLog()];
  const opening = parseAmount(options.balance ?? '1000.0000');
  if (opening === undefined) throw new Error(`vendor ${options.name}: balance "${options.balance}" is not a decimal`);
  const journal = openJournal<OrderEvent>(options.journalPath);
  const book = new OrderBook(createShelf(options.catalogue ?? defaultCatalogue()), opening, journal, clock.now);
  const allowed = createRateLimit(options.rateLimit, clock.now);
  let bannedUntil: number | undefined;

  const receive = (phone: string, text: string): SmsArrival => {
    const order = book.findOpenByPhone(phone);
    if (!order) return { kind: 'unknown_phone' };
    const kind = order.phase === 'code' ? 'held' : 'delivered';
    book.record({ type: 'sms', id: order.id, text, code: findVendorCode(text), at: clock.now() });
    return { kind };
  };

  const server = await startVendorServer({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    clock,
    faults,
    calls,
    apiPath: '/stubs/handler_api.php',
    methods: ['GET', 'POST'],
    actionOf: (query) => query.get('action') ?? '',
    answer(action, query, _headers, keyRefused) {
      const no = (refusal: Parameters<Skin['refuse']>[0]) => skin.refuse(refusal, action);
      if (!allowed()) return no({ kind: 'rate_limited', retryAfterSeconds: options.rateLimit!.retryAfterSeconds });
      const key = query.get('api_key');
      if (!key) return no({ kind: 'no_key' });
      if (keyRefused || key !== options.apiKey) return no({ kind: 'bad_key' });
      const now = clock.now();
      const run = skin.actions.has(action) ? handlerActions.get(action) : undefined;
      if (!run) {
        options.onUnknownAction?.(action);
        return no({ kind: 'unknown_action' });
      }
      if (bannedUntil !== undefined && bannedUntil > now) return no({ kind: 'banned', until: bannedUntil, now });
      return run({ action, query, book, skin, now, openAllowed: options.openAllowed ?? Number.POSITIVE_INFINITY });
    },
    receive,
    numbers: () => book.open().map(({ phone, service, country, phase }) => ({ phone, service, country, phase })),
  }).catch((error) => {
    journal.close();
    throw error;
  });

  return {
    name: options.name,
    protocol: 'handler_api',
    dialect: options.dialect,
    baseUrl: `${server.origin}/stubs/handler_api.php`,
    apiKey: options.apiKey,
    control: `${server.origin}/control`,
    faults,
    calls,
    stock: {
      get: book.shelf.get,
      rows: book.shelf.rows,
      set: ({ service, country, cost, count }) => book.record({ type: 'stock', service, country, cost, count }),
    },
    get balance() {
      book.expireDue();
      return book.balance;
    },
    setBalance: (amount) => book.setBalance(amount),
    ban: (until) => {
      bannedUntil = until;
    },
    receive,
    orders: () => book.all(),
    get upstreamOrders() {
      book.expireDue();
      return book.totals;
    },
    now: clock.now,
    advance: clock.advance,
    async stop() {
      await server.stop();
      journal.close();
    },
  };
}
