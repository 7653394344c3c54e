import type { OutboxRow } from '../../database/queues/outbox';

/** One message at a time per chat, urgent lanes first, and not too many chats at once. */
export class ChatQueues {
  readonly #queues = new Map<bigint, OutboxRow[]>();
  readonly #busy = new Set<bigint>();
  readonly #rows = new Map<bigint, (row: OutboxRow) => void>();
  #running = 0;
  #idle: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly work: (chatId: bigint, row: OutboxRow) => Promise<void>,
    /** A row has had its turn; `isIdle` when no other one can have its turn now. */
    private readonly onFree: (isIdle: boolean) => void,
  ) {}

  /** Rows that are here, running or waiting for their turn. */
  get size(): number {
    return this.#rows.size;
  }

  has(rowId: bigint): boolean {
    return this.#rows.has(rowId);
  }

  /** Resolves when the row has had its turn. */
  add(chatId: bigint, row: OutboxRow): Promise<void> {
    const queue = this.#queues.get(chatId) ?? [];
    this.#queues.set(chatId, queue);
    const at = queue.findIndex((other) => other.lane > row.lane || (other.lane === row.lane && other.id > row.id));
    queue.splice(at < 0 ? queue.length : at, 0, row);
    return new Promise((resolve) => {
      this.#rows.set(row.id, () => resolve());
      this.#next();
    });
  }

  /** Forgets what has not begun; resolves when what has begun is done. */
  async drain(): Promise<void> {
    for (const queue of this.#queues.values()) for (const row of queue.splice(0)) this.#done(row);
    this.#queues.clear();
    if (this.#running > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #next(): void {
    for (const [chatId, queue] of this.#queues) {
      if (this.#running >= this.atOnce) return;
      if (this.#busy.has(chatId)) continue;
      const row = queue.shift();
      if (queue.length === 0) this.#queues.delete(chatId);
      if (row) this.#start(chatId, row);
    }
  }

  #start(chatId: bigint, row: OutboxRow): void {
    this.#busy.add(chatId);
    this.#running += 1;
    void this.work(chatId, row).finally(() => {
      this.#busy.delete(chatId);
      this.#running -= 1;
      this.#done(row);
      this.#next();
      if (this.#running === 0) for (const resolve of this.#idle.splice(0)) resolve();
      this.onFree(this.#running < this.atOnce);
    });
  }

  #done(row: OutboxRow): void {
    this.#rows.get(row.id)?.(row);
    this.#rows.delete(row.id);
  }
}

const REMEMBERED = 10_000;
/** A clock is corrected by less all the time. */
const SET_BACK_MS = 700;

/** When a chat may get its next unhurried message: one a second, and none before a wait that Telegram asked for is over. */
export class ChatPace {
  readonly #nextAtMs = new Map<bigint, number>();
  readonly #heldUntilMs = new Map<bigint, number>();
  /** Places that rows were given and have not used yet. */
  readonly #places = new Map<bigint, number>();
  #latestMs = 0;

  constructor(
    private readonly everyMs: number,
    /** In channels and groups, where Telegram bears some twenty messages a minute. */
    private readonly channelEveryMs: number,
  ) {}

  /**
   * When the row may go; in the past or present when that is now. A row that must wait keeps its place until it comes
   * back. Answers (lane 0) are not slowed.
   */
  placeOf(chatId: bigint, row: { id: bigint; lane: number }, nowMs: number): number {
    this.#followSetBack(nowMs);
    const heldMs = this.#heldUntilMs.get(chatId) ?? 0;
    if (row.lane === 0) return Math.max(heldMs, nowMs);
    const given = this.#places.get(row.id);
    const atMs = given === undefined ? Math.max(this.#nextAtMs.get(chatId) ?? 0, nowMs) : given;
    if (given === undefined) this.#nextAtMs.set(chatId, atMs + (chatId < 0n ? this.channelEveryMs : this.everyMs));
    if (Math.max(atMs, heldMs) <= nowMs) this.#places.delete(row.id);
    else this.#places.set(row.id, atMs);
    this.#forgetPast(nowMs);
    return Math.max(atMs, heldMs);
  }

  /** Nothing goes to this chat before then, so that later messages do not overtake the one that must wait. */
  hold(chatId: bigint, untilMs: number): void {
    this.#heldUntilMs.set(chatId, Math.max(untilMs, this.#heldUntilMs.get(chatId) ?? 0));
  }

  /** What was planned by a clock that was set back since would wait for as long as the step. */
  #followSetBack(nowMs: number): void {
    if (nowMs < this.#latestMs - SET_BACK_MS) for (const times of this.#all) times.clear();
    this.#latestMs = nowMs;
  }

  get #all() {
    return [this.#nextAtMs, this.#heldUntilMs, this.#places];
  }

  #forgetPast(nowMs: number): void {
    for (const times of this.#all) {
      if (times.size <= REMEMBERED) continue;
      for (const [key, atMs] of times) if (atMs <= nowMs) times.delete(key);
    }
  }
}

/** So many per second, with up to one second's worth saved up. Begins empty: another process may have spent this second. */
export class TokenBucket {
  #tokens = 0;
  #filledAtMs: number;

  constructor(nowMs: number) {
    this.#filledAtMs = nowMs;
  }

  /** Whole tokens there are now; below zero when more urgent messages took more than there were. */
  available(nowMs: number, perSecond: number): number {
    const gained = (Math.max(0, nowMs - this.#filledAtMs) / 1000) * perSecond;
    this.#tokens = Math.min(perSecond, this.#tokens + gained);
    this.#filledAtMs = nowMs;
    return Math.floor(this.#tokens);
  }

  /** May go into debt, but for no more than a second's worth. */
  take(count: number, perSecond: number): void {
    this.#tokens = Math.max(this.#tokens - count, -perSecond);
  }
}
