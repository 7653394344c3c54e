import type { Clock } from '../ports/clock';

const FRESH_MS = 1_000;

/**
 * Reads what changes seldom and is asked for often, at most once a second; whoever asks while a read is under way gets
 * its answer. A failed read is told to those who wait for it, and the next one who asks reads anew.
 */
export function createTimedReader<Value>(clock: Clock, read: () => Promise<Value>): () => Promise<Value> {
  let known: { readonly value: Value; readonly readAtMs: number } | undefined;
  let reading: Promise<Value> | undefined;

  async function readAnew(): Promise<Value> {
    const value = await read();
    known = { value, readAtMs: clock.now().getTime() };
    return value;
  }

  return async () => {
    // A clock that was set back makes what is known neither fresh nor old: read.
    const ageMs = known ? clock.now().getTime() - known.readAtMs : Number.POSITIVE_INFINITY;
    if (known && ageMs >= 0 && ageMs < FRESH_MS) return known.value;
    reading ??= readAnew().finally(() => {
      reading = undefined;
    });
    return reading;
  };
}
