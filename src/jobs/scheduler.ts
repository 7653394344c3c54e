import schedule from 'node-schedule';
import type { App } from '../app';
import type { Job } from './define-job';
import { JOBS, pollProvidersJob } from './jobs';
import { createProviderPolls } from './provider-polls';

export interface StartedJobs {
  /** No further tick; what runs may end. Returns when it did, or after the limit. */
  stop(): Promise<void>;
}

/**
 * Ticks, and nothing else: what is due stands in the database, so a missed tick only comes late and a second worker only
 * shares the work. `holder` names this process (a UUID); `drainMs` limits the stopping.
 */
export function startJobs(
  app: App,
  { holder, drainMs = 8_000, jobs = JOBS }: { holder: string; drainMs?: number; jobs?: readonly Job[] },
): StartedJobs {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  const polls = createProviderPolls(app);
  if (jobs.includes(pollProvidersJob)) polls.start();

  async function tick(job: Job, slot: Date): Promise<void> {
    try {
      if (job.oncePerTick && !(await app.db.ticks.take(job.name, slot, holder))) return;
      await job.runOnce(app, stopping.signal);
    } catch (err) {
      app.log.error({ err, job: job.name }, 'a job failed; its next tick tries again');
    }
  }

  // Providers are polled by a loop of their own, which may be faster than a tick.
  const ticking = jobs.filter((job) => job !== pollProvidersJob);
  const scheduled = ticking.map((job) => {
    const timer = schedule.scheduleJob(`${job.name} of ${holder}`, { rule: job.schedule, tz: 'Etc/UTC' }, (slot) => {
      // Still at its last tick: this one has nothing to add.
      if (stopping.signal.aborted || running.has(job.name)) return;
      running.set(
        job.name,
        tick(job, slot).finally(() => running.delete(job.name)),
      );
    });
    if (!timer) throw new Error(`The job ${job.name} has a schedule that never comes: ${job.schedule}`);
    timer.on('error', (err) => app.log.error({ err, job: job.name }, 'a tick failed'));
    return timer;
  });

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    stopping.abort();
    for (const timer of scheduled) timer.cancel();
    const drained = Promise.all([...running.values(), polls.stop()]).then(() => true);
    let limit: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      limit = setTimeout(() => resolve(false), drainMs);
    });
    if (!(await Promise.race([drained, late]))) {
      app.log.warn({ jobs: [...running.keys()] }, 'some jobs did not end in time; their leases will run out');
    }
    clearTimeout(limit);
  }
  return {
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}
