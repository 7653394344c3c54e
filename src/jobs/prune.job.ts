import { pruneEvents } from '../usecases/events/prune-events';
import { forgetExports } from '../usecases/exports/forget-exports';
import { later } from '../usecases/reservations/timing';
import { defineJob } from './define-job';

const DAY_MS = 86_400_000;

/** What was kept only for a while. */
export const pruneJob = defineJob({
  name: 'prune',
  schedule: '0 * * * * *',
  oncePerTick: true,
  async run({ app }) {
    const { chatDays } = await app.settings();
    const pruned = await app.db.ticks.prune(later(app.clock.now(), -chatDays * DAY_MS), 5_000);
    return { pruned, ...(await pruneEvents(app)), ...(await forgetExports(app)) };
  },
});
