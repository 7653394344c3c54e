import type { Logger } from '../../platform/logger';
import type { RateLimits } from './rate-limiter';

/** Tokens of one key (one is one call), counted for all processes of a shop together. Times are in milliseconds from now. */
export interface TokenStore {
  take(o: {
    fingerprint: Buffer;
    gapMs: number;
    savedMs: number;
    count: number;
    patienceMs: number;
  }): Promise<{ dueInMs: number } | { startsInMs: number }>;
  pauseFor(fingerprint: Buffer, ms: number): Promise<void>;
  /** For how long no process is to ask; 0: nobody asked for quiet. */
  pausedMs(fingerprint: Buffer): Promise<number>;
}

/** A token of this process. It may be used a while before it is due, and is worth nothing afterwards. */
interface Token {
  readonly dueAt: number;
  readonly savedMs: number;
}

export interface LeasedTokens {
  /** The next token, from those that this process holds or from the store. `waitMs`: there is none so soon. */
  next(patienceMs: number): Promise<Token | { readonly waitMs: number }>;
  /** It was not used. */
  giveBack(token: Token): void;
  /** For how long another process wants nobody to ask. */
  pausedMs(): Promise<number>;
  /** No process is to ask under this key for so long. */
  pauseFor(ms: number): void;
}

/** A quarter of a second's tokens are taken at once, so that not every call costs a question to the database. */
const TAKEN_AHEAD_S = 0.25;
/** The way from the store to here and the turn of the loop take a moment; a token is good for so long after it was due. */
const GRACE_MS = 20;
/** Without an answer of the store nothing is sent. */
const AFTER_FAILURE_MS = 1_000;

/** @param now monotonic milliseconds. */
export function createLeasedTokens(o: {
  store: TokenStore;
  fingerprint: Buffer;
  limits: RateLimits;
  now: () => number;
  log: Logger;
}): LeasedTokens {
  const held: { dueAt: number; left: number; readonly gapMs: number; readonly savedMs: number }[] = [];
  let asking: { readonly patienceMs: number; readonly answer: Promise<number | undefined> } | undefined;

  function takeHeld(): Token | undefined {
    for (let lease = held[0]; lease; lease = held[0]) {
      const late = o.now() - GRACE_MS - lease.dueAt;
      const gone = late <= 0 ? 0 : Math.min(lease.left, Math.ceil(late / lease.gapMs));
      lease.left -= gone;
      lease.dueAt += gone * lease.gapMs;
      if (lease.left > 0) {
        const { dueAt, savedMs } = lease;
        lease.left -= 1;
        lease.dueAt += lease.gapMs;
        return { dueAt, savedMs };
      }
      held.shift();
    }
    return undefined;
  }

  /** Undefined when tokens were taken, else how long there will be none. */
  async function ask(patienceMs: number): Promise<number | undefined> {
    const { perSecond, burst } = o.limits;
    const gapMs = 1000 / perSecond;
    const savedMs = Math.max(0, (Math.max(1, burst) - 1) * gapMs - GRACE_MS);
    const count = Math.max(1, Math.min(Math.ceil(perSecond * TAKEN_AHEAD_S), burst));
    try {
      const got = await o.store.take({ fingerprint: o.fingerprint, gapMs, savedMs, count, patienceMs });
      if ('startsInMs' in got) return Math.ceil(got.startsInMs);
      held.push({ dueAt: o.now() + got.dueInMs, left: count, gapMs, savedMs });
      return undefined;
    } catch (err) {
      o.log.error({ err }, 'the turns of a supplier could not be counted, so it is not asked');
      return AFTER_FAILURE_MS;
    }
  }

  return {
    async next(patienceMs) {
      for (;;) {
        const token = takeHeld();
        if (token) return token;
        // Who is more patient than the one that is asking now asks for himself afterwards.
        const shared = asking;
        if (shared) {
          const waitMs = await shared.answer;
          if (waitMs !== undefined && shared.patienceMs >= patienceMs) return { waitMs };
          continue;
        }
        const answer = ask(patienceMs);
        asking = { patienceMs, answer };
        const waitMs = await answer;
        asking = undefined;
        if (waitMs !== undefined) return { waitMs };
      }
    },
    giveBack: ({ dueAt, savedMs }) => void held.unshift({ dueAt, left: 1, gapMs: 1000 / o.limits.perSecond, savedMs }),
    pausedMs: () =>
      o.store.pausedMs(o.fingerprint).catch((err: unknown) => {
        o.log.error({ err }, 'whether a supplier wants quiet could not be read, so it is not asked');
        return AFTER_FAILURE_MS;
      }),
    pauseFor(ms) {
      o.store
        .pauseFor(o.fingerprint, ms)
        .catch((err: unknown) => o.log.error({ err }, 'other processes do not know that a supplier wants quiet'));
    },
  };
}
