import type { Logger } from './logger';

interface ShutdownOptions {
  /** For all steps together. */
  timeoutMs: number;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Ends the process; tests pass their own. */
  exit?: (code: number) => void;
}

export interface Shutdown {
  /** Adds a step. Steps run one after another, the one added last runs first. */
  add(name: string, close: () => Promise<void> | void): void;
  /** Runs all steps, once; a failing or slow step does not keep the others from running. True if all ended well. */
  run(reason: string): Promise<boolean>;
  /** Runs all steps and exits with a failure, so that a supervisor can act: what the program needs is gone for good. */
  fail(reason: string): void;
  /** From now on SIGTERM and SIGINT run the steps and exit; a second signal exits at once. Returns the undoing. */
  listen(): () => void;
}

const signalNumbers = { SIGINT: 2, SIGTERM: 15 } as const;

/** An orderly end: what was opened last is closed first, within a time limit. */
export function createShutdown({ timeoutMs, log, exit = (code) => process.exit(code) }: ShutdownOptions): Shutdown {
  const steps: { name: string; close: () => Promise<void> | void }[] = [];
  let running: Promise<boolean> | undefined;

  async function runSteps(reason: string): Promise<boolean> {
    log.info({ reason }, 'stopping');
    const endsAt = performance.now() + timeoutMs;
    let well = true;
    while (steps.length > 0) {
      const { name, close } = steps.pop() as (typeof steps)[number];
      const outcome = await within(Math.max(0, endsAt - performance.now()), close);
      if (outcome.kind === 'done') continue;
      well = false;
      if (outcome.kind === 'late') log.warn({ step: name }, 'a step of stopping did not end in time');
      else log.error({ step: name, err: outcome.error }, 'a step of stopping failed');
    }
    log.info({ well }, 'stopped');
    return well;
  }

  const run = (reason: string) => {
    running ??= runSteps(reason);
    return running;
  };

  return {
    add: (name, close) => void steps.push({ name, close }),
    run,
    fail: (reason) => void run(reason).then(() => exit(1)),
    listen() {
      const onSignal = (name: NodeJS.Signals) => {
        const code = 128 + signalNumbers[name as keyof typeof signalNumbers];
        if (running) return exit(code);
        void run(name).then((well) => exit(well ? 0 : 1));
      };
      const names = Object.keys(signalNumbers) as NodeJS.Signals[];
      for (const name of names) process.on(name, onSignal);
      return () => {
        for (const name of names) process.off(name, onSignal);
      };
    },
  };
}

type Outcome = { kind: 'done' } | { kind: 'late' } | { kind: 'failed'; error: unknown };

/** Every step is at least begun, even when the time is over: stopping a database server takes one signal. */
function within(ms: number, close: () => Promise<void> | void): Promise<Outcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ kind: 'late' }), ms);
    Promise.resolve()
      .then(close)
      .then(
        () => resolve({ kind: 'done' }),
        (error) => resolve({ kind: 'failed', error }),
      )
      .finally(() => clearTimeout(timer));
  });
}
