import { carryOutDeletion } from '../usecases/numbers/carry-out-deletion';
import { listOpenDeletions } from '../usecases/numbers/list-open-deletions';
import { defineJob } from './define-job';

/** Deletions of many numbers and their undoing, which a process began and another one may finish. */
export const carryOutDeletionsJob = defineJob({
  name: 'carry-out-deletions',
  schedule: '*/5 * * * * *',
  oncePerTick: true,
  concurrency: 1,
  async run({ app, each, signal }) {
    const open = await listOpenDeletions(app);
    return each(open, (deletionId) => carryOutDeletion(app, { deletionId, steps: 10_000, signal }));
  },
});
