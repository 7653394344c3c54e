import { CodeRepeats } from '../../src/providers/kit/code-repeats';

describe('an SMS that is read again and again', () => {
  it('is one SMS, until another one was waited for in between', () => {
    const repeats = new CodeRepeats();
    const read = () => repeats.seen('order', '1111', repeats.begin());
    expect([read(), read()]).toEqual([1, 1]);
    repeats.waitingAgain('order', undefined, repeats.begin());
    expect([read(), read()]).toEqual([2, 2]);
  });

  it('is not a second one because an answer that was on its way before it says "waiting"', () => {
    const repeats = new CodeRepeats();
    const slow = repeats.begin();
    const quick = repeats.begin();
    expect(repeats.seen('order', '1111', quick)).toBe(1);
    repeats.waitingAgain('order', undefined, slow);
    expect(repeats.seen('order', '1111', repeats.begin())).toBe(1);
  });

  it('is not a second one either in an answer that was asked for before the wait', () => {
    const repeats = new CodeRepeats();
    expect(repeats.seen('order', '1111', repeats.begin())).toBe(1);
    const late = repeats.begin();
    repeats.waitingAgain('order');
    expect(repeats.seen('order', '1111', late)).toBe(1);
    expect(repeats.seen('order', '1111', repeats.begin())).toBe(2);
  });
});
