import { later } from '../usecases/reservations/timing';
import { defineJob } from './define-job';

const DAY_MS = 86_400_000;

export const pruneJob = defineJob({
  name: 'prune',
  schedule: '0 * * * * *',
  oncePerTick: true,
  async run({ app }) {
    const { chatDays } = await app.settings();
    return { pruned: await app.db.ticks.prune(later(app.clock.now(), -chatDays * DAY_MS), 5_000) };
  },
});
