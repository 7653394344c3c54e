import type { App } from '../../app';
import { readChangeVersion, readRunningTransactions } from '../../database/queries/change-version';

/** So long nobody asks whether something changed. */
const LOOK_AFTER_MS = 500;
/** Nobody is given what was not looked after for so long; until then the old value is given while a new one is read. */
const OLDEST_MS = 900;
/** What changes by the clock alone (a supplier's pause ends) is seen after so long. */
const READ_ANEW_AFTER_MS = 15_000;

interface Kept<Value> {
  readonly value: Value;
  readonly version: bigint;
  /** What was under way when it was read, and may have changed something that it does not show. */
  readonly pending: readonly string[];
  readonly readAtMs: number;
  lookedAtMs: number;
}

/**
 * Reads what is large and changes seldom: again when the sequence `version` moved, which triggers move with whatever `read`
 * shows, and not before; nothing runs while nobody asks. What it gives is at most a second old, and seldom waited for.
 */
export function createChangeReader<Value>(
  app: Pick<App, 'db' | 'clock' | 'log'>,
  o: { version: string; read: () => Promise<Value> },
): () => Promise<Value> {
  let kept: Kept<Value> | undefined;
  let renewing: Promise<Value> | undefined;
  const now = () => app.clock.monotonicMs();

  async function renew(): Promise<Value> {
    const startedAtMs = now();
    const old = kept;
    const { version, running } = await readChangeVersion(app.db, o.version);
    const isPast = (xid: string) => !running.includes(xid);
    const isTooOld = old !== undefined && startedAtMs - old.readAtMs >= READ_ANEW_AFTER_MS;
    if (old && old.version === version && !old.pending.some(isPast) && !isTooOld) {
      old.lookedAtMs = startedAtMs;
      return old.value;
    }
    // Whoever moved the number before it was read is through by now, and then seen, or named here.
    const behind = await readRunningTransactions(app.db, o.version);
    const pending = old?.version === version ? old.pending.filter((xid) => behind.includes(xid)) : behind;
    const value = await o.read();
    kept = { value, version, pending, readAtMs: startedAtMs, lookedAtMs: startedAtMs };
    return value;
  }

  function renewOnce(): Promise<Value> {
    renewing ??= renew().finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  return async () => {
    const ageMs = kept ? now() - kept.lookedAtMs : Number.POSITIVE_INFINITY;
    if (!kept || ageMs >= OLDEST_MS) return renewOnce();
    if (ageMs >= LOOK_AFTER_MS)
      renewOnce().catch((err) => app.log.warn({ err, version: o.version }, 'what is kept could not be read anew'));
    return kept.value;
  };
}
