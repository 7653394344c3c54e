import type { App } from '../../app';
import type { DuePoll } from '../../database/stores/providers';
import type { TurnLimits } from '../../domain/polling/poll-pace';
import { addMs } from '../../domain/time';

/** Outlives one call by this much, so that a process that dies hands its providers over soon. */
export const POLL_LEASE_MS = 3_000;
/** A lease is prolonged between calls, but no oftener than this. */
const PROLONG_EVERY_MS = 1_500;

/** One turn at a supplier: what it may still do, and its lease, which lasts as long as the turn goes on. */
export interface PollTurn {
  readonly limits: TurnLimits;
  /** Before each call: false when the turn is over. Keeps the provider leased to this process meanwhile. */
  goesOn(): Promise<boolean>;
}

export function openTurn(app: App, due: Pick<DuePoll, 'id' | 'timeoutMs'>, limits: TurnLimits): PollTurn {
  const startedAtMs = app.clock.monotonicMs();
  let prolongedAtMs = startedAtMs;
  return {
    limits,
    async goesOn() {
      const nowMs = app.clock.monotonicMs();
      if (nowMs - startedAtMs >= limits.lastsMs) return false;
      if (nowMs - prolongedAtMs >= PROLONG_EVERY_MS) {
        prolongedAtMs = nowMs;
        await app.db.providers.prolongPoll(due.id, addMs(app.clock.now(), due.timeoutMs + POLL_LEASE_MS));
      }
      return true;
    },
  };
}
