import type { Clock } from '../../../ports/clock';
import { CallTimedOut, ConnectionEnded } from '../connection/connection-ended';
import { RPCError } from '../gramjs';
import { markChannel } from '../peers';
import { type FloodBook, isTrouble } from '../requests/attempt';

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

interface Rest {
  readonly tries: number;
  readonly timer: { cancel(): void } | undefined;
}

/** Whether the same question may be answered later: a wait that Telegram asks for, trouble of its own, or no answer at all. */
export function isPassing(error: unknown): boolean {
  if (error instanceof CallTimedOut || error instanceof ConnectionEnded) return true;
  return error instanceof RPCError && (secondsOf(error) !== undefined || error.code === 420 || isTrouble(error));
}

/** Sources of updates that are left alone for a while after Telegram would not answer: longer each time, or as it says. */
export class Rests<Source extends 'account' | bigint> {
  readonly #rests = new Map<Source, Rest>();

  constructor(
    private readonly o: { readonly clock: Clock; readonly floods: Pick<FloodBook, 'find' | 'record'> },
    private readonly onOver: (source: Source) => void,
  ) {}

  /** Not to be asked now. A wait that an earlier process was told counts as well. */
  has(source: Source): boolean {
    if (this.#rests.get(source)?.timer) return true;
    const wait = this.o.floods.find(...scopeOf(source));
    if (wait) this.#rest(source, wait.seconds * 1000, 0);
    return wait !== undefined;
  }

  /** It did not answer; returns the milliseconds until it is asked again. */
  async begin(source: Source, error: unknown): Promise<number> {
    const tries = (this.#rests.get(source)?.tries ?? 0) + 1;
    const seconds = secondsOf(error);
    const wait = seconds === undefined ? undefined : await this.o.floods.record(...scopeOf(source), seconds);
    const waitMs = wait ? wait.seconds * 1000 : Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries - 1, 10));
    this.#rest(source, waitMs, tries);
    return waitMs;
  }

  /** It answered. */
  end(source: Source): void {
    this.#rests.get(source)?.timer?.cancel();
    this.#rests.delete(source);
  }

  close(): void {
    for (const { timer } of this.#rests.values()) timer?.cancel();
    this.#rests.clear();
  }

  #rest(source: Source, waitMs: number, tries: number): void {
    const over = () => {
      this.#rests.set(source, { tries, timer: undefined });
      this.onOver(source);
    };
    this.#rests.set(source, { tries, timer: this.o.clock.after(waitMs, over) });
  }
}

const secondsOf = (error: unknown) => (error as { seconds?: number } | undefined)?.seconds;

const scopeOf = (source: 'account' | bigint): [method: string, chatId: bigint | undefined] =>
  source === 'account' ? ['updates.getDifference', undefined] : ['updates.getChannelDifference', markChannel(source)];
