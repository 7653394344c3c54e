import { addMs } from '../domain/time';
import { closeUpstreamOrder } from '../usecases/reservations/close-upstream-order';
import { WORK_LEASE_MS } from '../usecases/reservations/timing';
import { defineJob } from './define-job';

export const closeUpstreamJob = defineJob({
  name: 'close-upstream',
  schedule: '* * * * * *',
  oncePerTick: false,
  concurrency: 8,
  async run({ app, each }) {
    const now = app.clock.now();
    const claimed = await app.db.closures.claimDue(now, addMs(now, WORK_LEASE_MS), 50);
    return each(claimed, (closure) => closeUpstreamOrder(app, closure));
  },
});
