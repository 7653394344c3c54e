import type { App } from '../app';
import { createWorkLoop } from '../platform/work-loop';
import { pollProvider } from '../usecases/messages/poll-provider';
import { POLL_LEASE_MS } from '../usecases/messages/poll-turn';
import type { JobDefinition } from './define-job';

const MOST_PROVIDERS = 50;
/** Providers that became due without this process's doing are found after so long at most. */
const POLL_MS = 1_000;
/** Seldom enough to be cheap, often enough for the shortest interval a provider may have. */
const SHORTEST_WAIT_MS = 50;
/** A timer may end a moment before its time, and whoever looks then finds nothing due. */
const TIMER_EARLY_MS = 2;
/** What is due later than this the loop finds by itself. */
const LONGEST_WAIT_MS = 60_000;

const claimDue = (app: App) => app.db.providers.claimDuePolls(app.clock.now(), POLL_LEASE_MS, MOST_PROVIDERS);

/** One turn at every provider that is due. */
export const pollOnce: JobDefinition['run'] = async ({ app, each }) =>
  each(
    await claimDue(app),
    async (due) => ({ kind: (await pollProvider(app, due)).fault ? 'fault' : 'polled' }),
    MOST_PROVIDERS,
  );

/**
 * The polling of a running worker. Each provider is looked at again exactly when its interval ends; a turn may take long,
 * so none waits for another.
 */
export function createProviderPolls(app: App) {
  const turns = new Map<number, Promise<void>>();
  const soon = new Set<{ cancel(): void }>();
  let isStopped = false;
  const loop = createWorkLoop({
    poll,
    pollMs: POLL_MS,
    clock: app.clock,
    onError: (err) => app.log.error({ err }, 'looking for providers to poll failed'),
  });

  /** Starts a turn at every provider that is due. Returns when they are started, not when they end. */
  async function poll(): Promise<void> {
    for (const due of await claimDue(app)) {
      if (turns.has(due.id)) continue; // it outlived its own lease; a second turn would not be faster
      const turn = pollProvider(app, due)
        .then(({ nextAt }) => pollAgainAt(nextAt))
        .catch((err) => app.log.error({ err, provider: due.id }, 'a turn at a provider failed'))
        .finally(() => turns.delete(due.id));
      turns.set(due.id, turn);
    }
  }

  function pollAgainAt(at: Date): void {
    const waitMs = at.getTime() - app.clock.now().getTime();
    if (isStopped || waitMs > LONGEST_WAIT_MS) return;
    const timer = app.clock.after(Math.max(SHORTEST_WAIT_MS, waitMs + TIMER_EARLY_MS), () => {
      soon.delete(timer);
      loop.wake();
    });
    soon.add(timer);
  }

  return {
    start: loop.start,
    async stop() {
      isStopped = true;
      for (const timer of soon) timer.cancel();
      await loop.stop();
      await Promise.all(turns.values());
    },
  };
}
