import { putDueSummaries } from '../usecases/channels/put-due-summaries';
import { defineJob } from './define-job';

export const postSummariesJob = defineJob({
  name: 'post-summaries',
  schedule: '10 * * * * *',
  oncePerTick: true,
  async run({ app }) {
    return { put: await putDueSummaries(app) };
  },
});
