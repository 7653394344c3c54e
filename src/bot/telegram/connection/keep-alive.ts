import type { Clock } from '../../../ports/clock';

export interface KeepAliveOptions {
  readonly clock: Clock;
  /** After so long without a byte a ping goes out. */
  readonly quietMs: number;
  /** After so long without a byte since the ping the connection is given up. */
  readonly pongMs: number;
  ping(): void;
  onSilent(): void;
}

const TICK_MS = 500;
/** A server that takes so long for a pong is in doubt, long before it is given up. */
const DOUBT_MS = 2_000;
/** A tick that is so much late means that this process was busy, not that the server was silent. */
const BUSY_MS = 1_500;

/**
 * Tells a dead connection from a quiet one (defect 3): the package gives a pong three seconds, and takes its own busy
 * event loop for a dead server. Here any byte counts as life, and time that this process slept away does not count.
 */
export class KeepAlive {
  #heardAt: number;
  #pingedAt: number | undefined;
  #tickAt: number;
  #timer: { cancel(): void } | undefined;

  constructor(private readonly options: KeepAliveOptions) {
    this.#heardAt = this.#now();
    this.#tickAt = this.#heardAt;
    this.#wait();
  }

  /** False while a ping waits for its pong too long. */
  get isAnswering(): boolean {
    return this.#pingedAt === undefined || this.#now() - this.#pingedAt < DOUBT_MS;
  }

  heard(): void {
    this.#heardAt = this.#now();
    this.#pingedAt = undefined;
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #wait(): void {
    this.#timer = this.options.clock.after(TICK_MS, () => this.#tick());
  }

  #tick(): void {
    const now = this.#now();
    const lateMs = now - this.#tickAt - TICK_MS;
    this.#tickAt = now;
    if (lateMs > BUSY_MS) {
      this.#heardAt += lateMs;
      if (this.#pingedAt !== undefined) this.#pingedAt += lateMs;
    }
    if (this.#pingedAt !== undefined && now - this.#pingedAt >= this.options.pongMs) {
      this.stop();
      this.options.onSilent();
      return;
    }
    if (this.#pingedAt === undefined && now - this.#heardAt >= this.options.quietMs) {
      this.#pingedAt = now;
      this.options.ping();
    }
    this.#wait();
  }

  #now(): number {
    const { clock } = this.options;
    return clock.monotonicMs();
  }
}
