import type { Database } from '../database/database';
import type { InboxRow } from '../database/queues/inbox';
import type { Logger } from '../platform/logger';
import { redactText } from '../platform/redact';
import { createWorkLoop } from '../platform/work-loop';
import type { Clock } from '../ports/clock';
import type { HandleUpdate, InboundEvent, InboundUpdate } from '../ports/inbound-update';
import { storable } from './storable';

export interface InboxRunnerOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly handle: HandleUpdate;
  /** People whose updates are handled at the same time. */
  readonly atOnce?: number;
  /** Tries of one update before it is given up. */
  readonly maxAttempts?: number;
  readonly retryMs?: number;
  /** Rows are looked for this often even when nobody wakes the runner. */
  readonly pollMs?: number;
}

export interface InboxRunner {
  /** Takes up first what an earlier run left. */
  start(): void;
  wake(): void;
  /** Ends what has begun; the rest stays for the next start. */
  stop(): Promise<void>;
}

/** Rows held in memory at most. */
const WINDOW = 1_000;
const LONGEST_RETRY_MS = 3_000;

/** Handles stored updates: in order for each person, side by side for different ones. One runner per inbox at a time. */
export function createInboxRunner(options: InboxRunnerOptions): InboxRunner {
  const { db, clock, log, handle, atOnce = 32, maxAttempts = 3, retryMs = 300, pollMs = 1_000 } = options;
  const queues = new Map<bigint, InboxRow[]>();
  const busy = new Map<bigint, Promise<void>>();
  const handled: bigint[] = [];
  let lastId = 0n;
  let inMemory = 0;
  let isRunning = false;
  let isBehind = false;
  let marking: Promise<void> | undefined;
  const onError = (err: unknown) => log.error({ err }, 'the inbox could not be read');
  const loop = createWorkLoop({ poll, onError, pollMs, clock });
  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));

  async function poll(): Promise<void> {
    const room = WINDOW - inMemory;
    if (room <= 0) return;
    const rows = await db.inbox.listWaiting(lastId, room);
    for (const row of rows) {
      lastId = row.id;
      inMemory += 1;
      const queue = queues.get(row.telegramId);
      if (queue) queue.push(row);
      else queues.set(row.telegramId, [row]);
    }
    isBehind = rows.length === room;
    dispatch();
  }

  function dispatch(): void {
    for (const [person, queue] of queues) {
      if (!isRunning || busy.size >= atOnce) return;
      if (busy.has(person)) continue;
      const row = queue.shift();
      if (queue.length === 0) queues.delete(person);
      if (!row) continue;
      const working = work(row).finally(() => {
        busy.delete(person);
        inMemory -= 1;
        if (isBehind || inMemory === 0) loop.wake();
        dispatch();
      });
      busy.set(person, working);
    }
  }

  async function work(row: InboxRow): Promise<void> {
    const update = fromRow(row);
    for (let attempts = row.attempts; isRunning; attempts += 1) {
      try {
        await handle({ ...update, attempts });
        handled.push(row.id);
        marking ??= markHandled();
        return;
      } catch (error) {
        const isLast = attempts + 1 >= maxAttempts;
        const facts = { err: error, inboxId: row.id, kind: update.kind, attempts: attempts + 1 };
        if (isLast) log.error(facts, 'an update could not be handled');
        else log.warn(facts, 'an update could not be handled; trying again');
        const failure = redactText(error instanceof Error ? error.message : String(error)).slice(0, 500);
        const isNoted = await noteFailure(row.id, failure, isLast);
        // What cannot even be written down is the database's trouble, and passes: giving up now would lose the update.
        if (isLast && isNoted) return;
        await pause(Math.min(retryMs * 2 ** attempts, LONGEST_RETRY_MS));
      }
    }
  }

  async function noteFailure(id: bigint, failure: string, isLast: boolean): Promise<boolean> {
    try {
      await (isLast ? db.inbox.markFailed(id, failure, clock.now()) : db.inbox.noteFailure(id, failure));
      return true;
    } catch (error) {
      log.error({ err: error, inboxId: id }, 'a failed update could not be noted');
      return false;
    }
  }

  /** All that ended meanwhile is marked in one statement. */
  async function markHandled(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (handled.length > 0) {
      const ids = handled.splice(0);
      try {
        await db.inbox.markHandled(ids, clock.now());
      } catch (error) {
        log.error({ err: error, count: ids.length }, 'handled updates could not be marked; trying again');
        handled.push(...ids);
        await pause(retryMs);
      }
    }
    marking = undefined;
  }

  return {
    start() {
      isRunning = true;
      lastId = 0n;
      loop.start();
    },
    wake: loop.wake,
    async stop() {
      isRunning = false;
      await loop.stop();
      queues.clear();
      inMemory = busy.size;
      await Promise.all(busy.values());
      await marking;
    },
  };
}

const LONG = new Set([
  'telegramId',
  'chatId',
  'fromChatId',
  'channelId',
  'queryId',
  'authorId',
  'actorId',
  'forwardedFromChannelId',
  'amount',
]);
const INSTANT = new Set(['sentAt', 'editedAt', 'at']);

/**
 * An event as it stands in the inbox: JSON text, with 64 bit numbers as text inside. All of it can be stored: one row that
 * cannot would hold up all updates.
 */
export function toPayload(event: InboundEvent): string {
  return JSON.stringify(event, (_, value) => {
    if (typeof value === 'string') return storable(value);
    return typeof value === 'bigint' ? String(value) : value;
  });
}

/** The event again, from a row. */
export function fromRow({ id, payload, attempts, receivedAt }: Omit<InboxRow, 'telegramId'>): InboundUpdate {
  return { ...(revived('', payload) as InboundEvent), id, attempts, receivedAt };
}

function revived(name: string, value: unknown): unknown {
  if (value === null) return null;
  if (typeof value === 'string') return LONG.has(name) ? BigInt(value) : INSTANT.has(name) ? new Date(value) : value;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => revived('', item));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revived(key, item)]));
}
