import type { App } from '../../app';
import { EVENTS_AT_ONCE, handlePaymentEvents } from './read-invoice';

export interface SoonHandled {
  /** Looks into what was just stored of an invoice, without anybody waiting for it. */
  start(invoice: string): void;
  /** Resolves when nothing that was started is under way. */
  settled(): Promise<void>;
}

/** Looks at the same time: a provider that hangs holds up no other. */
const AT_ONCE = 8;

/**
 * The first look into a delivery, right after it was answered. Some providers ring several times for one payment: what
 * rings while its invoice is looked at shares the next look. What dies here is taken up by the job.
 */
export function handlePaymentsSoon(app: App): SoonHandled {
  const running = new Map<string, Promise<unknown>>();
  const waiting = new Set<string>();

  function start(invoice: string): void {
    if (running.has(invoice) || running.size >= AT_ONCE) {
      waiting.add(invoice);
      return;
    }
    const run = handleAll(app)
      .catch((err: unknown) => app.log.error({ err }, 'payment events are left to the job'))
      .finally(() => {
        running.delete(invoice);
        for (const next of waiting) {
          if (running.size >= AT_ONCE) return;
          if (running.has(next)) continue;
          waiting.delete(next);
          start(next);
        }
      });
    running.set(invoice, run);
  }

  return {
    start,
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}

async function handleAll(app: App): Promise<void> {
  while ((await handlePaymentEvents(app)) === EVENTS_AT_ONCE);
}
