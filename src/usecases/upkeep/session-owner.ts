import type { Database } from '../../database/database';
import type { Logger } from '../../platform/logger';
import type { Clock } from '../../ports/clock';
import type { Ids } from '../../ports/ids';

export interface SessionOwnerOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** What only one process may do, for example `telegram-session:123`. */
  readonly lease: string;
  /** Begins it. A thrown error gives the lease back; it is tried again later. */
  begin(term: bigint): Promise<void>;
  /** Ends it. Called before the lease runs out, when it is lost or given back. */
  end(): Promise<void>;
  readonly validityMs?: number;
  readonly renewMs?: number;
}

export interface SessionOwner {
  /** Waits for the lease as long as it takes; `begin` is called once it is there, and again after each loss. */
  start(): void;
  /** Ends, and lets the next one in at once. */
  stop(): Promise<void>;
  readonly isOwner: boolean;
  /**
   * The lease cannot have run out since the database said last that it is ours. To be asked before each word: whoever has
   * slept knows no other way that somebody else may speak now.
   */
  readonly isCertain: boolean;
  /** Another process had it when this one asked last. Before the first answer both are false. */
  readonly isElsewhere: boolean;
}

/** So long before the lease runs out everything is ended, when it could not be renewed. */
const MARGIN_SHARE = 0.3;
/** Who waits asks often, so that a killed owner's place is taken as soon as its lease has run out. */
const WAIT_MS = 500;

/**
 * Holds a lease for as long as this process lives. Two processes with one Telegram key kill the key (defect 22), so the
 * owner counts by its own clock from before it asked, and ends well before the database would give the lease away.
 */
export function createSessionOwner(options: SessionOwnerOptions): SessionOwner {
  const { db, clock, log, lease } = options;
  const { validityMs = 9_000, renewMs = 2_500 } = options;
  const holder = options.ids.uuid();
  const certainMs = validityMs * (1 - MARGIN_SHARE);
  const nowMs = () => clock.monotonicMs();
  let isStopped = true;
  let isOwner = false;
  let isElsewhere = false;
  /** When the lease was asked for that we have, by both clocks: one of them stands still while the machine sleeps. */
  let heldSince: { readonly ms: number; readonly wallMs: number } | undefined;
  let timer: { cancel(): void } | undefined;
  let deadline: { cancel(): void } | undefined;
  let changing = Promise.resolve();
  let asking = Promise.resolve();

  const later = (ms: number, run: () => Promise<void>) => {
    timer = clock.after(ms, () => {
      asking = run();
    });
  };

  async function ask(): Promise<void> {
    const asked = { ms: nowMs(), wallMs: clock.now().getTime() };
    try {
      const held = await db.leases.acquire(lease, holder, validityMs);
      if (isStopped) return;
      isElsewhere = !held;
      heldSince = held && asked;
      if (held) keep(asked.ms, held.term);
      else lose('somebody else owns the session');
    } catch (error) {
      log.warn({ err: error, lease }, 'the lease could not be renewed');
    }
    if (!isStopped) later(isOwner ? renewMs : Math.min(renewMs, WAIT_MS), ask);
  }

  function keep(askedMs: number, term: bigint): void {
    deadline?.cancel();
    const restMs = askedMs + certainMs - nowMs();
    deadline = clock.after(Math.max(0, restMs), () => lose('the lease was not renewed in time'));
    if (isOwner) return;
    isOwner = true;
    log.info({ lease, term }, 'this process owns the session now');
    change(async () => {
      if (!isOwner) return;
      try {
        await options.begin(term);
      } catch (error) {
        log.error({ err: error, lease }, 'what the lease is for could not begin');
        lose('it could not begin');
      }
    });
  }

  function lose(reason: string): void {
    deadline?.cancel();
    if (!isOwner) return;
    isOwner = false;
    const sentence = 'this process does not own the session any more';
    if (isStopped) log.info({ lease, reason }, sentence);
    else log.warn({ lease, reason }, sentence);
    change(end);
  }

  async function end(): Promise<void> {
    await options.end().catch((error: unknown) => log.error({ err: error, lease }, 'ending was not clean'));
  }

  function change(step: () => Promise<void>): void {
    changing = changing.then(step);
  }

  return {
    start() {
      if (!isStopped) return;
      isStopped = false;
      asking = ask();
    },
    async stop() {
      if (isStopped) return;
      isStopped = true;
      timer?.cancel();
      await asking;
      lose('the program stops');
      await changing;
      await db.leases.release(lease, holder).catch(() => undefined);
    },
    get isOwner() {
      return isOwner;
    },
    get isCertain() {
      if (!heldSince) return false;
      return nowMs() - heldSince.ms < certainMs && clock.now().getTime() - heldSince.wallMs < certainMs;
    },
    get isElsewhere() {
      return isElsewhere;
    },
  };
}
