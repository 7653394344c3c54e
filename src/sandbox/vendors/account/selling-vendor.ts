import { type Amount, parseAmount } from '../../../domain/money/money';
import { type CallLog, createCallLog } from '../kernel/call-log';
import { addControlRoutes, type SmsArrival } from '../kernel/control-routes';
import { createFaultSwitches, type FaultSwitches } from '../kernel/faults';
import { findVendorCode } from '../kernel/find-code';
import { openJournal } from '../kernel/journal';
import { createRateLimit, type VendorRateLimit } from '../kernel/rate-limit';
import type { VendorAnswer } from '../kernel/vendor-answer';
import type { VendorCall } from '../kernel/vendor-call';
import { createVendorClock } from '../kernel/vendor-clock';
import { startVendorServer } from '../kernel/vendor-server';
import type { PurchaseTerms } from './buy-number';
import type { VendorOrder } from './order';
import { OrderBook, type SmsCollecting } from './order-book';
import type { OrderEvent } from './order-event';
import { type CatalogueRow, createShelf, type Shelf } from './shelf';

/** What a test or the demo decides about any vendor that sells numbers; the rest is its protocol's. */
export interface SellingVendorOptions {
  readonly name: string;
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
}

export interface SellingVendor {
  readonly name: string;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly apiKey: string;
  /** `POST {phone, text}` lets an SMS arrive. */
  readonly control: string;
  readonly faults: FaultSwitches;
  readonly calls: CallLog;
  readonly stock: Pick<Shelf, 'get' | 'rows'> & { set(row: CatalogueRow): void };
  /** Exact, in 1/10 000. */
  readonly balance: Amount;
  setBalance(amount: Amount): void;
  receive(phone: string, text: string, sender?: string): SmsArrival;
  /** Every order still remembered, open or closed, oldest first. */
  orders(): readonly VendorOrder[];
  /** How many numbers were ever sold here, and the money that moved. */
  readonly upstreamOrders: { readonly bought: number; readonly spent: Amount; readonly refunded: Amount };
  now(): number;
  advance(ms: number): void;
  stop(): Promise<void>;
}

/** The account behind the API, as a protocol sees it. */
export interface VendorShop {
  readonly apiKey: string;
  readonly book: OrderBook;
  /** Milliseconds since the epoch on the vendor's clock. */
  now(): number;
  readonly minCancelAgeMs: number;
  terms(): PurchaseTerms;
}

/** In what the vendors that sell numbers differ. */
export interface SellingProtocol {
  readonly defaultCatalogue: () => readonly CatalogueRow[];
  readonly collecting: SmsCollecting;
  readonly minCancelAgeMs: number;
  readonly lifetimeMs: number;
  countryIso(country: string): string | undefined;
  newOrderId?(): string;
  actionOf(call: VendorCall): string | undefined;
  nothingHere?(call: VendorCall): VendorAnswer;
  /** The vendor's words for too many calls. */
  refuseRate(retryAfterSeconds: number, action: string): VendorAnswer;
  answer(action: string, call: VendorCall, keyRefused: boolean, shop: VendorShop): VendorAnswer;
  /** An SMS became readable on this order; for vendors that tell of it by webhook. */
  delivered?(order: VendorOrder): void;
}

/** Starts a vendor that sells numbers from stock: the account is the same for all, the protocol speaks for it. */
export async function startSellingVendor(
  options: SellingVendorOptions,
  protocol: SellingProtocol,
): Promise<SellingVendor> {
  const clock = createVendorClock(options.now);
  const [faults, calls] = [createFaultSwitches(), createCallLog()];
  const opening = parseAmount(options.balance ?? '1000.0000');
  if (opening === undefined) throw new Error(`vendor ${options.name}: balance "${options.balance}" is not a decimal`);
  const shelf = createShelf(options.catalogue ?? protocol.defaultCatalogue());
  const journal = openJournal<OrderEvent>(options.journalPath);
  const book = new OrderBook(shelf, opening, journal, clock.now, protocol.collecting);
  const allowed = createRateLimit(options.rateLimit, clock.now);
  const receive = (phone: string, text: string): SmsArrival => {
    const order = book.findOpenByPhone(phone);
    const arrival = receiveSms(book, phone, text, clock.now());
    if (arrival.kind === 'delivered') protocol.delivered?.(order!);
    return arrival;
  };
  const shop: VendorShop = {
    apiKey: options.apiKey,
    book,
    now: clock.now,
    minCancelAgeMs: options.minCancelAgeMs ?? protocol.minCancelAgeMs,
    terms: () => ({
      now: clock.now(),
      lifetimeMs: options.lifetimeMs ?? protocol.lifetimeMs,
      openAllowed: options.openAllowed ?? Number.POSITIVE_INFINITY,
      countryIso: protocol.countryIso,
      newOrderId: protocol.newOrderId,
    }),
  };

  const numbers = () => book.open().map(({ phone, service, country, phase }) => ({ phone, service, country, phase }));
  const server = await startVendorServer({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    clock,
    faults,
    calls,
    actionOf: protocol.actionOf,
    nothingHere: protocol.nothingHere,
    answer: (action, call, keyRefused) =>
      allowed()
        ? protocol.answer(action, call, keyRefused, shop)
        : protocol.refuseRate(options.rateLimit!.retryAfterSeconds, action),
    addControl: (app) => addControlRoutes(app, { clock, faults, receive, numbers }),
  }).catch((error) => {
    journal.close();
    throw error;
  });

  return {
    name: options.name,
    origin: server.origin,
    apiKey: options.apiKey,
    control: `${server.origin}/control`,
    faults,
    calls,
    stock: {
      get: shelf.get,
      rows: shelf.rows,
      set: ({ service, country, cost, count }) => book.record({ type: 'stock', service, country, cost, count }),
    },
    get balance() {
      book.expireDue();
      return book.balance;
    },
    setBalance: (amount) => book.setBalance(amount),
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

function receiveSms(book: OrderBook, phone: string, text: string, at: number): SmsArrival {
  const order = book.findOpenByPhone(phone);
  if (!order) return { kind: 'unknown_phone' };
  const kind = order.phase === 'code' && book.collecting === 'on_request' ? 'held' : 'delivered';
  book.record({ type: 'sms', id: order.id, text, code: findVendorCode(text), at });
  return { kind };
}
