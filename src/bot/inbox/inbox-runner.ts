import type { Database } from '../../database/database';
import type { InboxRow } from '../../database/queues/inbox';
import type { Logger } from '../../platform/logger';
import { redactText } from '../../platform/redact';
import type { Clock } from '../../ports/clock';
import type { HandleUpdate } from '../../ports/inbound-update';
import { fromRow } from './inbound-json';

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

/** Handles stored updates: in order for each person, side by side for different ones. One runner per inbox at a time. */
export function createInboxRunner(options: InboxRunnerOptions): InboxRunner {
  const { db, clock, log, handle, atOnce = 32, maxAttempts = 3, retryMs = 300, pollMs = 1_000 } = options;
  const queues = new Map<bigint, InboxRow[]>();
  const busy = new Set<bigint>();
  const handled: bigint[] = [];
  let lastId = 0n;
  let inMemory = 0;
  let isRunning = false;
  let isLooking = false;
  let mustLookAgain = false;
  let isMarking = false;
  let timer: { cancel(): void } | undefined;
  let idle: (() => void)[] = [];

  async function look(): Promise<void> {
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
    if (rows.length === room) mustLookAgain = true;
    dispatch();
  }

  function wake(): void {
    if (!isRunning) return;
    if (isLooking) {
      mustLookAgain = true;
      return;
    }
    isLooking = true;
    timer?.cancel();
    void lookOften();
  }

  async function lookOften(): Promise<void> {
    do {
      mustLookAgain = false;
      await look().catch((error: unknown) => log.error({ err: error }, 'the inbox could not be read'));
    } while (mustLookAgain && isRunning && inMemory < WINDOW);
    isLooking = false;
    if (isRunning) timer = clock.after(pollMs, wake);
    tellIdle();
  }

  function dispatch(): void {
    for (const [person, queue] of queues) {
      if (!isRunning || busy.size >= atOnce) return;
      if (busy.has(person)) continue;
      const row = queue.shift();
      if (queue.length === 0) queues.delete(person);
      if (!row) continue;
      busy.add(person);
      void work(row).finally(() => {
        busy.delete(person);
        inMemory -= 1;
        if (mustLookAgain || inMemory === 0) wake();
        dispatch();
        tellIdle();
      });
    }
  }

  async function work(row: InboxRow): Promise<void> {
    const update = fromRow(row);
    for (let attempts = row.attempts; isRunning; attempts += 1) {
      try {
        await handle({ ...update, attempts });
        handled.push(row.id);
        markSoon();
        return;
      } catch (error) {
        const isLast = attempts + 1 >= maxAttempts;
        const facts = { err: error, inboxId: row.id, kind: update.kind, attempts: attempts + 1 };
        if (isLast) log.error(facts, 'an update could not be handled and is given up');
        else log.warn(facts, 'an update could not be handled; trying again');
        const failure = redactText(error instanceof Error ? error.message : String(error)).slice(0, 500);
        await note(row.id, failure, isLast);
        if (isLast) return;
        await new Promise<void>((resolve) => void clock.after(retryMs * 2 ** attempts, resolve));
      }
    }
  }

  async function note(id: bigint, failure: string, isLast: boolean): Promise<void> {
    const noted = isLast ? db.inbox.markFailed(id, failure, clock.now()) : db.inbox.noteFailure(id, failure);
    await noted.catch((error: unknown) => log.error({ err: error, inboxId: id }, 'a failed update could not be noted'));
  }

  /** All that ended meanwhile is marked in one statement. */
  function markSoon(): void {
    if (isMarking) return;
    isMarking = true;
    setImmediate(() => void mark());
  }

  async function mark(): Promise<void> {
    while (handled.length > 0) {
      const ids = handled.splice(0);
      try {
        await db.inbox.markHandled(ids, clock.now());
      } catch (error) {
        log.error({ err: error, count: ids.length }, 'handled updates could not be marked; trying again');
        handled.push(...ids);
        await new Promise<void>((resolve) => void clock.after(retryMs, resolve));
      }
    }
    isMarking = false;
    tellIdle();
  }

  function tellIdle(): void {
    if (busy.size > 0 || isLooking || isMarking) return;
    const resolves = idle;
    idle = [];
    for (const resolve of resolves) resolve();
  }

  return {
    start() {
      isRunning = true;
      lastId = 0n;
      wake();
    },
    wake,
    async stop() {
      isRunning = false;
      timer?.cancel();
      queues.clear();
      inMemory = busy.size;
      if (busy.size > 0 || isLooking || isMarking) await new Promise<void>((resolve) => idle.push(resolve));
    },
  };
}
