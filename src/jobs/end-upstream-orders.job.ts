import { addMs } from '../domain/time';
import { endUpstreamOrder } from '../usecases/reservations/end-upstream-order';
import { WORK_LEASE_MS } from '../usecases/reservations/timing';
import { defineJob } from './define-job';

export const endUpstreamOrdersJob = defineJob({
  name: 'close-upstream',
  schedule: '* * * * * *',
  oncePerTick: false,
  concurrency: 8,
  async run({ app, each }) {
    const now = app.clock.now();
    const claimed = await app.db.upstreamOrderEnds.claimDue(now, addMs(now, WORK_LEASE_MS), 50);
    return each(claimed, (orderEnd) => endUpstreamOrder(app, orderEnd));
  },
});
