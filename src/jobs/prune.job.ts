import { prune } from '../usecases/upkeep/prune';
import { defineJob } from './define-job';

/** What was kept only for a while. */
export const pruneJob = defineJob({
  name: 'prune',
  schedule: '0 * * * * *',
  oncePerTick: true,
  run: ({ app }) => prune(app),
});
