import { nextTurnInMs, PROBE_AFTER, turnLimits } from '../../src/domain/polling/poll-pace';

const steady = { intervalMs: 3_000, tookMs: 400, failures: 0, jitter: 0 };

describe('the turn after a good one', () => {
  it('comes an interval after the start of this one, or up to a tenth sooner', () => {
    expect(nextTurnInMs(steady)).toBe(2_600);
    expect(nextTurnInMs({ ...steady, jitter: 1 })).toBe(2_300);
  });
  it('comes at once when this one took longer than an interval', () => {
    expect(nextTurnInMs({ ...steady, tookMs: 9_000 })).toBe(0);
  });
});

describe('the turn after a failed one', () => {
  it('waits twice as long with each failure, half a minute at most', () => {
    const waits = [1, 2, 3, 4, 5, 6, 50].map((failures) => nextTurnInMs({ ...steady, intervalMs: 500, failures }));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });
  it('never comes sooner than the provider is polled at all', () => {
    expect(nextTurnInMs({ ...steady, intervalMs: 60_000, failures: 1 })).toBe(60_000);
  });
  it('waits as long as the supplier asked for, whatever our own wait would be', () => {
    expect(nextTurnInMs({ ...steady, retryAfterMs: 90_000 })).toBe(90_000);
    expect(nextTurnInMs({ ...steady, failures: 6, retryAfterMs: 5_000 })).toBe(5_000);
  });
});

describe('what one turn may read one by one', () => {
  it('is four fifths of what the budget gives in an interval, so that purchases find room', () => {
    expect(turnLimits({ intervalMs: 3_000, budgetPerSecond: 5, failures: 0 })).toMatchObject({ reads: 12, atOnce: 8 });
  });
  it('is one order at least, however small the budget', () => {
    expect(turnLimits({ intervalMs: 1_000, budgetPerSecond: 0.2, failures: 0 })).toMatchObject({ reads: 1, atOnce: 1 });
  });
  it('is one order when the supplier has kept failing: a probe', () => {
    const limits = turnLimits({ intervalMs: 3_000, budgetPerSecond: 50, failures: PROBE_AFTER });
    expect(limits).toMatchObject({ reads: 1, atOnce: 1 });
  });
});
