import { defineJob } from './define-job';

/** The order of routes follows what they bring. */
export const rankRoutesJob = defineJob({
  name: 'rank-routes',
  schedule: '*/15 * * * * *',
  oncePerTick: true,
  async run({ app }) {
    return { moved: await app.db.routing.rank(app.clock.now()) };
  },
});
