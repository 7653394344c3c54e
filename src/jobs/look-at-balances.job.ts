import { lookAtBalance } from '../usecases/providers/look-at-balance';
import { defineJob } from './define-job';

const LOOKS_ARE_KEPT_MS = 3_600_000;

/**
 * Our money at the suppliers. Those without a list of orders are looked at often while numbers of theirs are open, since
 * only the balance can tell there what became of a purchase without an answer.
 */
export const lookAtBalancesJob = defineJob({
  name: 'look-at-balances',
  schedule: '*/20 * * * * *',
  oncePerTick: true,
  concurrency: 8,
  async run({ app, each }) {
    const now = app.clock.now();
    await app.db.reconciliation.forgetLooks(new Date(now.getTime() - LOOKS_ARE_KEPT_MS));
    const due = await app.db.reconciliation.listToLook(now, { idleS: 240, busyS: 20 });
    return each(due, async (id) => {
      const provider = await app.providers.get(id);
      // With a list nothing depends on the balance, so it is only looked at now and then.
      if (!provider?.balance || (provider.listActive && (await isFresh(id)))) return { kind: 'not_asked' };
      return { kind: (await lookAtBalance(app, provider)) ? 'looked' : 'no_answer' };
    });

    async function isFresh(id: number): Promise<boolean> {
      const { balanceAt } = (await app.db.providers.find(id)) ?? {};
      return !!balanceAt && now.getTime() - balanceAt.getTime() < 240_000;
    }
  },
});
