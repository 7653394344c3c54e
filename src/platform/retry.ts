import type { Clock } from '../ports/clock';

interface RetryOptions {
  /** Calls altogether, the first one included. */
  attempts: number;
  /** Wait before the second call; doubles from then on. */
  baseMs: number;
  /** Longest single wait. */
  maxMs: number;
  clock: Pick<Clock, 'after'>;
  /** Which errors are worth another try; all by default. */
  retryable?: (error: unknown) => boolean;
  /** From 0 up to 1; each wait is between half and the whole of its length, so that many do not return at once. */
  random?: () => number;
  /** Ends the waiting with the last error. */
  signal?: AbortSignal;
}

/** Calls `run` until it succeeds; rethrows its last error. Never use it for what must not happen twice. */
export async function retry<T>(run: (attempt: number) => Promise<T>, options: RetryOptions): Promise<T> {
  const { attempts, retryable = () => true, signal } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await run(attempt);
    } catch (error) {
      if (attempt >= attempts || signal?.aborted || !retryable(error)) throw error;
      await pause(options.clock, backoffMs(attempt, options), signal);
      if (signal?.aborted) throw error;
    }
  }
}

/** The wait after the given failed attempt (1 is the first). */
export function backoffMs(attempt: number, options: Pick<RetryOptions, 'baseMs' | 'maxMs' | 'random'>): number {
  const { baseMs, maxMs, random = Math.random } = options;
  const wholeMs = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, 40));
  return Math.round(wholeMs * (0.5 + random() / 2));
}

/** Waits by the given clock; returns early, without an error, when the signal aborts. */
function pause(clock: Pick<Clock, 'after'>, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      waiting.cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const waiting = clock.after(ms, done);
    signal?.addEventListener('abort', done);
  });
}
