import type { App } from '../app';
import { pollProvider } from '../usecases/messages/poll-provider';
import { POLL_LEASE_MS } from '../usecases/messages/poll-turn';
import { defineJob } from './define-job';

const MOST_PROVIDERS = 50;

/** Every provider whose turn it is, all at once, so that a hanging one delays no other. */
export const pollProvidersJob = defineJob({
  name: 'poll-providers',
  schedule: '* * * * * *',
  oncePerTick: false,
  concurrency: MOST_PROVIDERS,
  async run({ app, each }) {
    return each(await claimDuePolls(app), async (due) => {
      const { fault } = await pollProvider(app, due);
      return { kind: fault ? 'fault' : 'polled' };
    });
  },
});

export function claimDuePolls(app: App) {
  return app.db.providers.claimDuePolls(app.clock.now(), POLL_LEASE_MS, MOST_PROVIDERS);
}
