const REMEMBERED = 10_000;

/** When a chat may get its next unhurried message: one a second, and none before a wait that Telegram asked for is over. */
export class ChatPace {
  readonly #nextAtMs = new Map<bigint, number>();
  readonly #heldUntilMs = new Map<bigint, number>();

  constructor(private readonly everyMs: number) {}

  /** Reserves the next place; the result is in the past or present when that is now. Answers (lane 0) are not slowed. */
  reserve(chatId: bigint, isUnhurried: boolean, nowMs: number): number {
    const heldMs = this.#heldUntilMs.get(chatId) ?? 0;
    if (!isUnhurried) return Math.max(heldMs, nowMs);
    const atMs = Math.max(this.#nextAtMs.get(chatId) ?? 0, heldMs, nowMs);
    this.#nextAtMs.set(chatId, atMs + this.everyMs);
    if (this.#nextAtMs.size > REMEMBERED) forgetPast(this.#nextAtMs, nowMs);
    return atMs;
  }

  /** Nothing goes to this chat before then, so that later messages do not overtake the one that must wait. */
  hold(chatId: bigint, untilMs: number, nowMs: number): void {
    this.#heldUntilMs.set(chatId, Math.max(untilMs, this.#heldUntilMs.get(chatId) ?? 0));
    if (this.#heldUntilMs.size > REMEMBERED) forgetPast(this.#heldUntilMs, nowMs);
  }
}

function forgetPast(times: Map<bigint, number>, nowMs: number): void {
  for (const [chatId, atMs] of times) if (atMs <= nowMs) times.delete(chatId);
}
