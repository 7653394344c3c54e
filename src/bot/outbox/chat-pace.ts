const REMEMBERED = 10_000;

/** When a chat may get its next unhurried message: one a second, and none before a wait that Telegram asked for is over. */
export class ChatPace {
  readonly #nextAtMs = new Map<bigint, number>();
  readonly #heldUntilMs = new Map<bigint, number>();
  /** Places that rows were given and have not used yet. */
  readonly #places = new Map<bigint, number>();

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

  #forgetPast(nowMs: number): void {
    for (const times of [this.#nextAtMs, this.#heldUntilMs, this.#places]) {
      if (times.size <= REMEMBERED) continue;
      for (const [key, atMs] of times) if (atMs <= nowMs) times.delete(key);
    }
  }
}
