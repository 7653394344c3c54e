import type { App } from '../../app';
import { confirmDelivery } from './confirm-delivery';

export interface SoonConfirmations {
  /** Confirms a delivery that was just stored, without anybody waiting for it. */
  start(deliveryId: bigint): void;
  /** Resolves when nothing that was started is under way. */
  settled(): Promise<void>;
}

/** More at once wait for the job, which takes them up after some seconds. */
const AT_ONCE = 16;

/** The first try of a confirmation, right after its delivery was answered. What dies here is taken up by the job. */
export function confirmSoon(app: App): SoonConfirmations {
  const running = new Set<Promise<unknown>>();
  async function confirm(id: bigint): Promise<void> {
    const due = await app.db.webhookConfirmations.findUnconfirmed(id);
    if (due?.confirmTries === 0) await confirmDelivery(app, due);
  }
  return {
    start(id) {
      if (running.size >= AT_ONCE) return;
      const run = confirm(id)
        .catch((err: unknown) => app.log.error({ err, delivery: id }, 'a webhook delivery is left to the job'))
        .finally(() => running.delete(run));
      running.add(run);
    },
    async settled() {
      await Promise.all(running);
    },
  };
}
