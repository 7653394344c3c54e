import type { App } from '../app';
import { pollProvider } from '../usecases/messages/poll-provider';
import { claimDuePolls } from './poll-providers.job';

/** Seldom enough to be cheap, often enough for the shortest interval a provider may have. */
const SHORTEST_LOOK_MS = 50;
/** A timer may end a moment before its time, and whoever looks then finds nothing due and has to wait for a tick. */
const TIMER_EARLY_MS = 2;
/** What is due later than this is left to a tick. */
const LONGEST_LOOK_MS = 60_000;

/**
 * The polling of a running worker: a loop for each provider. The scheduler's tick finds providers; from then on each is
 * looked at again exactly when its interval ends, which may be sooner than the next tick.
 */
export function createProviderPolls(app: App) {
  const turns = new Map<number, Promise<void>>();
  const soon = new Set<{ cancel(): void }>();
  let stopped = false;

  /** Starts a turn at every provider that is due. Returns when they are started, not when they end. */
  async function look(): Promise<void> {
    if (stopped) return;
    for (const due of await claimDuePolls(app)) {
      if (turns.has(due.id)) continue; // it outlived its own lease; a second turn would not be faster
      const turn = pollProvider(app, due)
        .then(({ nextAt }) => lookAgainAt(nextAt))
        .catch((err) => app.log.error({ err, provider: due.id }, 'a turn at a provider failed'))
        .finally(() => turns.delete(due.id));
      turns.set(due.id, turn);
    }
  }

  function lookAgainAt(at: Date): void {
    const waitMs = at.getTime() - app.clock.now().getTime();
    if (stopped || waitMs > LONGEST_LOOK_MS) return; // the tick will find it
    const timer = app.clock.after(Math.max(SHORTEST_LOOK_MS, waitMs + TIMER_EARLY_MS), () => {
      soon.delete(timer);
      look().catch((err) => app.log.error({ err }, 'looking for providers to poll failed'));
    });
    soon.add(timer);
  }

  return {
    look,
    async stop() {
      stopped = true;
      for (const timer of soon) timer.cancel();
      await Promise.all(turns.values());
    },
  };
}
