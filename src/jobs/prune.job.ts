import { addMs, DAY_MS } from '../domain/time';
import { pruneSessions } from '../usecases/admins/prune-sessions';
import { pruneEvents } from '../usecases/events/prune-events';
import { forgetExports } from '../usecases/exports/forget-exports';
import { pruneActKeys } from '../usecases/ledger/prune-act-keys';
import { pruneSteps } from '../usecases/users/prune-steps';
import { defineJob } from './define-job';

/** What was kept only for a while. */
export const pruneJob = defineJob({
  name: 'prune',
  schedule: '0 * * * * *',
  oncePerTick: true,
  async run({ app }) {
    const { chatDays } = await app.settings();
    return {
      pruned: await app.db.ticks.prune(addMs(app.clock.now(), -chatDays * DAY_MS), 5_000),
      ...(await pruneEvents(app)),
      ...(await pruneSteps(app)),
      ...(await pruneActKeys(app)),
      ...(await pruneSessions(app)),
      ...(await forgetExports(app)),
    };
  },
});
