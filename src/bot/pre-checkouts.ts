import type { Logger } from '../platform/logger';
import type { Clock } from '../ports/clock';
import type { PreCheckout, PreCheckoutVerdict, Stars } from '../ports/stars';

export interface PreCheckoutOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly messenger: Pick<Stars, 'answerPreCheckout'>;
  /** Whether this may be paid. Without it nothing may. */
  judge?(query: PreCheckout): Promise<PreCheckoutVerdict>;
  /** What the payer reads when there is no verdict in time. */
  excuse(query: PreCheckout): string;
}

export interface PreCheckouts {
  /** Sees to an answer; never throws. A query that comes twice is answered once. */
  take(query: PreCheckout): void;
  /** Resolves when all that came is answered. */
  settled(): Promise<void>;
}

/** Telegram gives up after 10 s, and the answer must get there. */
const DEADLINE_MS = 8_000;
/** So many are judged at once: the database keeps room for all else. */
const AT_ONCE = 16;
/** Nothing comes twice after so long. */
const REMEMBERED_MS = 60_000;

/**
 * The questions before a payment, answered beside the inbox: a person's queue there may stand still for longer than
 * Telegram waits. Each gets an answer in time, whatever the shop is busy with.
 */
export function createPreCheckouts({ clock, log, messenger, judge, excuse }: PreCheckoutOptions): PreCheckouts {
  const places = new Places(AT_ONCE);
  const seen = new Set<bigint>();
  const underWay = new Set<Promise<void>>();

  async function answer(query: PreCheckout): Promise<void> {
    const { queryId } = query;
    try {
      const verdict = await verdictOn(query);
      // Telegram takes no refusal without words.
      const error = verdict?.ok ? undefined : verdict?.error.trim() || excuse(query);
      const outcome = await messenger.answerPreCheckout({ queryId, error });
      if (outcome.kind !== 'sent') log.warn({ queryId, outcome }, 'a payer was not answered');
    } catch (error) {
      log.error({ err: error, queryId }, 'a payer was not answered');
    }
  }

  /** Undefined when the shop has none in time. What hangs gives its place to the next one then. */
  async function verdictOn(query: PreCheckout): Promise<PreCheckoutVerdict | undefined> {
    const { queryId } = query;
    const place = places.take();
    let tell: (late: 'late') => void = () => undefined;
    const deadline = new Promise<'late'>((resolve) => {
      tell = resolve;
    });
    const timer = clock.after(DEADLINE_MS, () => tell('late'));
    try {
      const verdict = await Promise.race([place.ready.then(() => judge?.(query)), deadline]);
      if (verdict !== 'late') return verdict;
      log.error({ queryId }, 'a payment was refused: it could not be judged in time');
    } catch (error) {
      log.error({ err: error, queryId }, 'a payment was refused: it could not be judged');
    } finally {
      timer.cancel();
      place.leave();
    }
    return undefined;
  }

  return {
    take(query) {
      const { queryId } = query;
      if (seen.has(queryId)) return;
      seen.add(queryId);
      clock.after(REMEMBERED_MS, () => void seen.delete(queryId));
      const answering = answer(query).finally(() => underWay.delete(answering));
      underWay.add(answering);
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}

/** Lets in so many at once, first come, first served. */
class Places {
  readonly #waiting = new Set<() => void>();

  constructor(private free: number) {}

  /** `leave` must be called once, whether the place became ready or not. */
  take(): { readonly ready: Promise<void>; leave(): void } {
    let enter: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => {
      enter = resolve;
    });
    this.#waiting.add(enter);
    this.#admit();
    const leave = () => {
      if (!this.#waiting.delete(enter)) this.free += 1;
      this.#admit();
    };
    return { ready, leave };
  }

  #admit(): void {
    for (const enter of this.#waiting) {
      if (this.free === 0) return;
      this.free -= 1;
      this.#waiting.delete(enter);
      enter();
    }
  }
}
