import { createRateLimiter } from '../../src/providers/rate-limit/rate-limiter';
import { TestClock } from '../support/test-clock';

function open(perSecond = 1, burst = 2) {
  const clock = new TestClock();
  const budget = createRateLimiter({ perSecond, burst }, clock, () => 0);
  /** Asks for a turn and says later, in milliseconds after the start, when it came. */
  const ask = (patienceMs = 60_000) => {
    const turn = { at: undefined as number | undefined, heldBackFor: undefined as number | undefined };
    void budget.take(patienceMs).then((answer) => {
      if (answer.kind === 'go') turn.at = clock.monotonicMs();
      else turn.heldBackFor = answer.retryAfterMs;
    });
    return turn;
  };
  return { clock, budget, ask };
}

describe('the request budget of a key', () => {
  it('lets a burst through and then keeps the pace', async () => {
    const { clock, ask } = open();
    const turns = [ask(), ask(), ask(), ask()];
    await clock.advance(10_000);
    expect(turns.map(({ at }) => at)).toEqual([0, 0, 1000, 2000]);
  });

  it('saves up no more than the burst while nobody asks', async () => {
    const { clock, ask } = open();
    await clock.advance(100_000);
    const turns = [ask(), ask(), ask()];
    await clock.advance(5_000);
    expect(turns.map(({ at }) => at! - 100_000)).toEqual([0, 0, 1000]);
  });

  it('refuses at once what would wait longer than its caller, and takes no turn for it', async () => {
    const { clock, ask } = open(1, 1);
    ask();
    const [hasty, patient] = [ask(500), ask()];
    await clock.advance(0);
    expect(hasty.heldBackFor).toBe(1000);
    await clock.advance(1000);
    expect(patient.at).toBe(1000);
  });

  it('holds every call back while the supplier wants quiet, also those already waiting', async () => {
    const { clock, budget, ask } = open(1, 1);
    const first = ask();
    const waiting = ask();
    await clock.advance(500);
    budget.backOff(30_000);
    const late = ask(1000);
    await clock.advance(40_000);
    expect(first.at).toBe(0);
    expect(waiting.at).toBe(30_500);
    expect(late.heldBackFor).toBe(30_000);
  });

  it('doubles its own back-off up to a minute, and forgets it after a good answer', async () => {
    const { clock, budget } = open();
    const waits: number[] = [];
    for (let refusals = 0; refusals < 6; refusals += 1) {
      const wait = budget.backOff();
      waits.push(wait);
      await clock.advance(wait);
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
    budget.reset();
    expect(budget.backOff()).toBe(5_000);
  });

  it('counts several refusals at one moment once', () => {
    const { budget } = open();
    expect([budget.backOff(), budget.backOff(), budget.backOff()]).toEqual([5_000, 10_000, 10_000]);
  });
});
