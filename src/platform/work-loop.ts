import type { Clock } from '../ports/clock';

export interface WorkLoop {
  start(): void;
  /** There is work: polls now, and once more when it is polling already. */
  wake(): void;
  /** No further poll. Returns when the one under way has ended. */
  stop(): Promise<void>;
}

/** Polls for work when it is woken, and every `pollMs` even when nobody wakes it; one poll at a time. */
export function createWorkLoop(o: {
  poll(): Promise<void>;
  onError(error: unknown): void;
  pollMs: number;
  clock: Clock;
}): WorkLoop {
  let isRunning = false;
  let isPolling = false;
  let mustPollAgain = false;
  let timer: { cancel(): void } | undefined;
  let polling = Promise.resolve();

  function wake(): void {
    if (!isRunning) return;
    mustPollAgain = true;
    if (isPolling) return;
    isPolling = true;
    timer?.cancel();
    polling = pollWhileWoken();
  }

  async function pollWhileWoken(): Promise<void> {
    while (mustPollAgain && isRunning) {
      mustPollAgain = false;
      await o.poll().catch(o.onError);
    }
    isPolling = false;
    if (isRunning) timer = o.clock.after(o.pollMs, wake);
  }

  return {
    start() {
      isRunning = true;
      wake();
    },
    wake,
    stop() {
      isRunning = false;
      timer?.cancel();
      return polling;
    },
  };
}
