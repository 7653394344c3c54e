import { closeUpstreamOrder } from '../usecases/reservations/close-upstream-order';
import { later, WORK_LEASE_MS } from '../usecases/reservations/timing';
import { defineJob } from './define-job';

export const closeUpstreamJob = defineJob({
  name: 'close-upstream',
  schedule: '* * * * * *',
  oncePerTick: false,
  concurrency: 8,
  async run({ app, each }) {
    const now = app.clock.now();
    const claimed = await app.db.closures.claimDue(now, later(now, WORK_LEASE_MS), 50);
    return each(claimed, (closure) => closeUpstreamOrder(app, closure));
  },
});
