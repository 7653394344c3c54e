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
    /** A place became free. */
    private readonly onFree: () => void,
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
      this.onFree();
    });
  }

  #done(row: OutboxRow): void {
    this.#rows.get(row.id)?.(row);
    this.#rows.delete(row.id);
  }
}
