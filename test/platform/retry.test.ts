import { backoffMs, retry } from '../../src/platform/retry';
import { TestClock } from '../support/test-clock';

describe('something that fails for a while', () => {
  const options = { attempts: 4, baseMs: 100, maxMs: 250, random: () => 1 };

  it('is called again after longer and longer waits, until it succeeds', async () => {
    const clock = new TestClock();
    const calledAt: number[] = [];
    const result = retry(
      async (attempt) => {
        calledAt.push(clock.monotonicMs());
        if (attempt < 4) throw new Error('not yet');
        return 'done';
      },
      { ...options, clock },
    );
    await clock.advance(1000);
    expect(await result).toBe('done');
    expect(calledAt).toEqual([0, 100, 300, 550]);
  });

  it('gives up with its last error', async () => {
    const clock = new TestClock();
    const result = retry((attempt) => Promise.reject(new Error(`failure ${attempt}`)), { ...options, clock });
    const expected = expect(result).rejects.toThrow('failure 4');
    await clock.advance(1000);
    await expected;
  });

  it('is not called again when the error is final, or when the program stops', async () => {
    const clock = new TestClock();
    const run = jest.fn().mockRejectedValue(new Error('no'));
    await expect(retry(run, { ...options, clock, retryable: () => false })).rejects.toThrow('no');
    expect(run).toHaveBeenCalledTimes(1);
    const stop = new AbortController();
    const stopped = expect(retry(run, { ...options, clock, signal: stop.signal })).rejects.toThrow('no');
    await clock.advance(0);
    stop.abort();
    await stopped;
    expect(run).toHaveBeenCalledTimes(2);
    expect(clock.waiting).toBe(0);
  });

  it('waits at least half of the whole wait, however often it failed', () => {
    expect(backoffMs(1, { baseMs: 100, maxMs: 1000, random: () => 0 })).toBe(50);
    expect(backoffMs(5000, { baseMs: 100, maxMs: 1000, random: () => 0.999999 })).toBe(1000);
  });
});
