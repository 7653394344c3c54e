import type { App } from '../../app';
import { handlePaymentEvents } from './read-invoice';

export interface SoonHandled {
  /** Looks into what was just stored, without anybody waiting for it. */
  start(): void;
  /** Resolves when nothing that was started is under way. */
  settled(): Promise<void>;
}

/** Looks at the same time: a provider that hangs holds up no other. */
const AT_ONCE = 8;

/** The first look into a delivery, right after it was answered. What dies here is taken up by the job. */
export function handlePaymentsSoon(app: App): SoonHandled {
  const running = new Set<Promise<unknown>>();
  let isBehind = false;

  function start(): void {
    if (running.size >= AT_ONCE) {
      isBehind = true;
      return;
    }
    const run = handlePaymentEvents(app)
      .catch((err: unknown) => app.log.error({ err }, 'payment events are left to the job'))
      .finally(() => {
        running.delete(run);
        if (!isBehind) return;
        isBehind = false;
        start();
      });
    running.add(run);
  }

  return {
    start,
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
