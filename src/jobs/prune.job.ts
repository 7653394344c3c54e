import { later } from '../usecases/reservations/timing';
import { defineJob } from './define-job';

/** Telegram repeats nothing that is older than this. */
const KEPT_DAYS = 14;
const DAY_MS = 86_400_000;

export const pruneJob = defineJob({
  name: 'prune',
  schedule: '0 * * * * *',
  oncePerTick: true,
  async run({ app }) {
    return { pruned: await app.db.ticks.prune(later(app.clock.now(), -KEPT_DAYS * DAY_MS), 5_000) };
  },
});
