import schedule from 'node-schedule';
import type { App } from '../app';
import { mendDueTimes } from '../usecases/upkeep/mend-due-times';
import type { Job } from './define-job';
import { JOBS, pollProvidersJob } from './jobs';
import { createProviderPolls } from './provider-polls';
import { watchWallClock } from './wall-clock';

/** Comes each second. While its ticks end, the worker works; buyers' money depends on it. */
const PULSE = 'expire-reservations';
const PULSE_WITHIN_MS = 4_000;

export interface StartedJobs {
  /** Ticks come, and what they are for is done. */
  readonly isReady: boolean;
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
  const { clock } = app;
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  const polls = createProviderPolls(app);
  if (jobs.includes(pollProvidersJob)) polls.start();
  let pulseAtMs = Number.NEGATIVE_INFINITY;

  async function tick(job: Job, slot: Date): Promise<void> {
    try {
      const isOurs = !job.oncePerTick || (await app.db.ticks.take(job.name, slot, holder));
      if (isOurs) await job.runOnce(app, stopping.signal);
      if (job.name === PULSE) pulseAtMs = clock.monotonicMs();
    } catch (err) {
      app.log.error({ err, job: job.name }, 'a job failed; its next tick tries again');
    }
  }

  // Providers are polled by a loop of their own, which may be faster than a tick.
  const ticking = jobs.filter((job) => job !== pollProvidersJob);
  const scheduled = ticking.map((job) => {
    const timer = schedule.scheduleJob(`${job.name} of ${holder}`, planOf(job), (slot) => {
      // Still at its last tick: this one has nothing to add.
      if (stopping.signal.aborted || running.has(job.name)) return;
      running.set(
        job.name,
        tick(job, slot).finally(() => running.delete(job.name)),
      );
    });
    if (!timer) throw new Error(`The job ${job.name} has a schedule that never comes: ${job.schedule}`);
    timer.on('error', (err) => app.log.error({ err, job: job.name }, 'a tick failed'));
    return { job, timer };
  });

  const mend = () => mendDueTimes(app).catch((err) => app.log.error({ err }, 'what was planned could not be moved'));
  let mending = mend();
  // The timers name instants of the wall clock: without this, one that is set back stops them for as long as the step.
  const wallClock = watchWallClock(clock, (ms) => {
    app.log.warn({ seconds: Math.round(ms / 1_000) }, 'the wall clock was set; all ticks are planned anew');
    for (const { job, timer } of scheduled) timer.reschedule(planOf(job));
    if (ms < 0) mending = mend();
  });

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    stopping.abort();
    wallClock.stop();
    for (const { timer } of scheduled) timer.cancel();
    const drained = Promise.all([...running.values(), polls.stop(), mending]).then(() => true);
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
    get isReady() {
      return clock.monotonicMs() - pulseAtMs < PULSE_WITHIN_MS;
    },
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

const planOf = ({ schedule: rule }: Job) => ({ rule, tz: 'Etc/UTC' });
