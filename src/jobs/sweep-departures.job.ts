import { sweepDepartures } from '../usecases/channels/sweep-departures';
import { defineJob } from './define-job';

/** Questions to Telegram for one tick: a sixth of one a second, of which buyers notice nothing. */
const AT_ONCE = 5;

/** Each worker tries; only the one whose process owns the bot's session gets answers. */
export const sweepDeparturesJob = defineJob({
  name: 'sweep-departures',
  schedule: '*/30 * * * * *',
  oncePerTick: false,
  async run({ app, signal }) {
    return sweepDepartures(app, { limit: AT_ONCE, signal });
  },
});
