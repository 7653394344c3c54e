import type { App } from '../app';

/** Runs `act` for each item: one failure does not stop the rest, a stopping program ends it, outcomes are counted. */
export type Each = <Item>(
  items: readonly Item[],
  act: (item: Item) => Promise<{ readonly kind: string }>,
  /** How many items side by side. */
  atOnce?: number,
) => Promise<Counts>;

/** Outcomes by kind, for the log line. */
export type Counts = Readonly<Record<string, number>>;

export interface JobDefinition {
  readonly name: string;
  /** node-schedule's six fields, seconds first. */
  readonly schedule: string;
  /** One worker per tick; otherwise each worker runs, and claims its own share by rows. */
  readonly oncePerTick: boolean;
  run(o: { app: App; each: Each; now: Date; signal: AbortSignal }): Promise<Counts>;
}

export interface Job extends Pick<JobDefinition, 'name' | 'schedule' | 'oncePerTick'> {
  /** Does now all that is due. Throws only when it could not even look. */
  runOnce(app: App, signal?: AbortSignal): Promise<Counts>;
}

const AT_ONCE = 4;
const neverAborted = new AbortController().signal;

/** A job says when and how many; the use case that it calls decides the rest. */
export function defineJob({ name, schedule, oncePerTick, run }: JobDefinition): Job {
  return {
    name,
    schedule,
    oncePerTick,
    async runOnce(app, signal = neverAborted) {
      const counts = await run({ app, signal, now: app.clock.now(), each: eachOf(app, name, signal) });
      if (Object.values(counts).some((count) => count > 0))
        app.log.debug({ job: name, ...counts }, 'a job did its work');
      return counts;
    },
  };
}

function eachOf(app: App, job: string, signal: AbortSignal): Each {
  return async (items, act, atOnce = AT_ONCE) => {
    const counts: Record<string, number> = {};
    const waiting = [...items];
    const work = async () => {
      for (let item = waiting.shift(); item !== undefined && !signal.aborted; item = waiting.shift()) {
        const kind = await act(item).then(
          (outcome) => outcome.kind,
          (err) => {
            app.log.error({ err, job }, 'one piece of a job failed');
            return 'failed';
          },
        );
        counts[kind] = (counts[kind] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, work));
    return counts;
  };
}
