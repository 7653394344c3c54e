import { type CallLog, createCallLog } from '../kernel/call-log';
import { addControlRoutes, type SmsArrival } from '../kernel/control-routes';
import { createFaultSwitches, type FaultSwitches } from '../kernel/faults';
import { openJournal } from '../kernel/journal';
import { createRateLimit, type VendorRateLimit } from '../kernel/rate-limit';
import { jsonAnswer } from '../kernel/vendor-answer';
import { createVendorClock } from '../kernel/vendor-clock';
import { startVendorServer } from '../kernel/vendor-server';
import { INBOX_SHAPES, type InboxShapeName } from './inbox-shape';
import { type InboxEvent, InboxStore } from './inbox-store';

const MOST_ROWS = 100;

export interface InboxVendorOptions {
  readonly name: string;
  readonly apiKey: string;
  /** Own numbers from the start: E.164 digits without the plus. */
  readonly numbers?: readonly string[];
  /** How the vendor words its pages; `cursor` by default. */
  readonly shape?: InboxShapeName;
  readonly host?: string;
  readonly port?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly journalPath?: string;
  readonly rateLimit?: VendorRateLimit;
}

export interface InboxVendor {
  readonly name: string;
  readonly protocol: 'generic_inbox';
  readonly shape: InboxShapeName;
  /** The vendor's origin; the path of its pages is part of the adapter's configuration. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** `POST {phone, text, sender?}` lets an SMS arrive. */
  readonly control: string;
  readonly faults: FaultSwitches;
  readonly calls: CallLog;
  addNumbers(phones: readonly string[]): void;
  numbers(): readonly string[];
  receive(phone: string, text: string, sender?: string): SmsArrival;
  now(): number;
  advance(ms: number): void;
  stop(): Promise<void>;
}

/** Starts a vendor whose customers own numbers and pull their SMS as JSON pages. Calls are logged as `messages`. */
export async function startInboxVendor(options: InboxVendorOptions): Promise<InboxVendor> {
  const shape = INBOX_SHAPES[options.shape ?? 'cursor'];
  const clock = createVendorClock(options.now);
  const [faults, calls] = [createFaultSwitches(), createCallLog()];
  const journal = openJournal<InboxEvent>(options.journalPath);
  const store = new InboxStore(journal);
  for (const phone of options.numbers ?? []) store.addNumber(phone);
  const allowed = createRateLimit(options.rateLimit, clock.now);
  const receive = (phone: string, text: string, sender = 'Service'): SmsArrival => {
    if (!store.has(phone)) return { kind: 'unknown_phone' };
    store.add(phone, text, sender, clock.now());
    return { kind: 'delivered' };
  };
  const server = await startVendorServer({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    clock,
    faults,
    calls,
    actionOf: ({ method, path }) => (method === 'GET' && path === shape.path ? 'messages' : undefined),
    answer(_action, { params: query, headers }, keyRefused) {
      const wait = String(options.rateLimit?.retryAfterSeconds ?? 1);
      if (!allowed()) return jsonAnswer({ error: 'too many requests' }, 429, { 'retry-after': wait });
      const known = headers[shape.keyHeader] === `${shape.keyPrefix}${options.apiKey}`;
      if (keyRefused || !known) return jsonAnswer({ error: 'invalid key' }, 401);
      const after = Number(query.get(shape.cursorParam) || 0);
      if (!Number.isInteger(after) || after < 0) return jsonAnswer({ error: 'unknown cursor' }, 400);
      const limit = Math.min(MOST_ROWS, Math.max(1, Number(query.get('limit') ?? MOST_ROWS) || MOST_ROWS));
      return jsonAnswer(shape.page(store.after(after, limit), store.lastId));
    },
    addControl: (app) =>
      addControlRoutes(app, { clock, faults, receive, numbers: () => store.numbers().map((phone) => ({ phone })) }),
  }).catch((error) => {
    journal.close();
    throw error;
  });
  return {
    name: options.name,
    protocol: 'generic_inbox',
    shape: options.shape ?? 'cursor',
    baseUrl: server.origin,
    apiKey: options.apiKey,
    control: `${server.origin}/control`,
    faults,
    calls,
    addNumbers: (phones) => {
      for (const phone of phones) store.addNumber(phone);
    },
    numbers: () => store.numbers(),
    receive,
    now: clock.now,
    advance: clock.advance,
    async stop() {
      await server.stop();
      journal.close();
    },
  };
}
