import { systemClock } from '../../src/platform/system-clock';
import { TestClock } from '../support/test-clock';

describe('the clock of tests', () => {
  it('stands still until moved, then runs what is due in order, each at its own moment', async () => {
    const clock = new TestClock('2026-01-01T00:00:00Z');
    const ran: string[] = [];
    const note = (name: string) => () => void ran.push(`${name} ${clock.now().toISOString().slice(17, 23)}`);
    clock.after(2000, note('late'));
    clock.after(500, () => {
      note('early')();
      clock.after(700, note('from early'));
    });
    clock.after(800, note('never')).cancel();
    clock.after(60_000, note('next minute'));
    await clock.advance(3000);
    expect(ran).toEqual(['early 00.500', 'from early 01.200', 'late 02.000']);
    expect(clock.now().toISOString()).toBe('2026-01-01T00:00:03.000Z');
    expect(clock.waiting).toBe(1);
  });

  it('can have its wall clock set back without moving durations', async () => {
    const clock = new TestClock();
    await clock.advance(1000);
    clock.setWallClock('2020-01-01T00:00:00Z');
    expect(clock.now().getUTCFullYear()).toBe(2020);
    expect(clock.monotonicMs()).toBe(1000);
  });
});

describe('the clock of the machine', () => {
  it('calls back, also for a moment already past, unless canceled', async () => {
    const canceled = jest.fn();
    systemClock.after(0, canceled).cancel();
    await new Promise<void>((resolve) => {
      const holdOpen = setTimeout(() => undefined, 5000); // the clock itself never keeps a process alive
      systemClock.after(-5, () => {
        clearTimeout(holdOpen);
        resolve();
      });
    });
    expect(canceled).not.toHaveBeenCalled();
  });

  it('does not fire early for a wait of forty days', async () => {
    const run = jest.fn();
    const waiting = systemClock.after(40 * 86_400_000, run);
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 5)); // a wait that overflows fires after 1 ms
    expect(run).not.toHaveBeenCalled();
    waiting.cancel();
  });
});
