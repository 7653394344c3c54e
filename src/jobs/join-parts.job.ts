import { joinOverdueParts, listOverdueParts } from '../usecases/messages/join-parts';
import { defineJob } from './define-job';

export const joinPartsJob = defineJob({
  name: 'join-parts',
  schedule: '*/5 * * * * *',
  oncePerTick: true,
  async run({ app, each }) {
    return each(await listOverdueParts(app, 100), (group) => joinOverdueParts(app, group));
  },
});
