import { sweepOffers } from '../usecases/channels/sweep-offers';
import { defineJob } from './define-job';

export const sweepOffersJob = defineJob({
  name: 'sweep-offers',
  schedule: '40 * * * * *',
  oncePerTick: true,
  async run({ app }) {
    return { announced: await sweepOffers(app) };
  },
});
