import { fetchBalance } from '../usecases/providers/fetch-balance';
import { defineJob } from './define-job';

const SNAPSHOTS_ARE_KEPT_MS = 3_600_000;

/**
 * Our money at the suppliers. Those without a list of orders are looked at often while numbers of theirs are open, since
 * only the balance can tell there what became of a purchase without an answer.
 */
export const fetchBalancesJob = defineJob({
  name: 'look-at-balances',
  schedule: '*/20 * * * * *',
  oncePerTick: true,
  concurrency: 8,
  async run({ app, each }) {
    const now = app.clock.now();
    await app.db.reconciliation.forgetSnapshots(new Date(now.getTime() - SNAPSHOTS_ARE_KEPT_MS));
    const due = await app.db.reconciliation.listToLook(now, { idleS: 240, busyS: 20 });
    return each(due, async (id) => {
      const provider = await app.providers.get(id);
      // With a list nothing depends on the balance, so it is only looked at now and then.
      if (!provider?.balance || (provider.listActive && (await isFresh(id)))) return { kind: 'not_asked' };
      return { kind: (await fetchBalance(app, provider)) ? 'looked' : 'no_answer' };
    });

    async function isFresh(id: number): Promise<boolean> {
      const at = await app.db.providers.findBalanceAt(id);
      return at !== undefined && now.getTime() - at.getTime() < 240_000;
    }
  },
});
