import { gathering } from '../../src/platform/gathering';

/** An act that ends when it is told to, and what it was asked for. */
function heldAct() {
  const batches: (readonly number[])[] = [];
  const ends: (() => void)[] = [];
  const act = async (items: readonly number[]) => {
    batches.push(items);
    await new Promise<void>((resolve) => ends.push(resolve));
    if (items.includes(13)) throw new Error('thirteen');
    return items.map((item) => item * 10);
  };
  return { act, batches, ends };
}
const turns = () => new Promise((resolve) => setImmediate(resolve));

describe('what is done for many at once', () => {
  it('serves a lone caller at once, those of one turn together, and the next ones when it is through', async () => {
    const { act, batches, ends } = heldAct();
    const ask = gathering(act, 3);
    const first = Promise.all([ask(1), ask(2)]);
    await turns();
    const next = Promise.all([3, 4, 5, 6].map(ask));
    await turns();
    expect(batches).toEqual([[1, 2]]);
    ends.shift()!();
    expect(await first).toEqual([10, 20]);
    await turns();
    expect(batches).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    ends.shift()!();
    await turns();
    ends.shift()!();
    expect(await next).toEqual([30, 40, 50, 60]);
    const alone = ask(7);
    await turns();
    ends.shift()!();
    expect(await alone).toBe(70);
    expect(batches.slice(2)).toEqual([[6], [7]]);
  });

  it('fails nobody by the item of another', async () => {
    const { act, ends } = heldAct();
    const ask = gathering(act, 10);
    const all = Promise.allSettled([12, 13, 14].map(ask));
    for (let n = 0; n < 4; n += 1) {
      await turns();
      ends.shift()!();
    }
    expect(await all).toMatchObject([
      { status: 'fulfilled', value: 120 },
      { status: 'rejected', reason: { message: 'thirteen' } },
      { status: 'fulfilled', value: 140 },
    ]);
  });
});
