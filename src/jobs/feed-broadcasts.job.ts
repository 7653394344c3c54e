import { listUnsettledBroadcasts, settleBroadcast } from '../usecases/broadcasts/feed-broadcasts';
import { defineJob } from './define-job';

export const feedBroadcastsJob = defineJob({
  name: 'feed-broadcasts',
  schedule: '* * * * * *',
  oncePerTick: true,
  async run({ app, each }) {
    return each(await listUnsettledBroadcasts(app), (id) => settleBroadcast(app, id));
  },
});
