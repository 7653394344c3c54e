import type { Counter } from './counter';
import { HANG_MS } from './stand';

/** What was asked for, and never answered. */
export function describeLostAnswers(at: Counter): void {
  const { lacks, buy, refusal, codes } = at;

  it.each([
    ['hangs after the sale', { kind: 'hang', effect: 'done' }, 1],
    ['hangs before the sale', { kind: 'hang', effect: 'none' }, 0],
    ['lets its answer trickle after the sale', { kind: 'trickle', everyMs: 50 }, 1],
    ['closes the line after the sale', { kind: 'close_socket', effect: 'done' }, 1],
    ['closes the line before the sale', { kind: 'close_socket', effect: 'none' }, 0],
    ['shows a page with status 200 after the sale', { kind: 'html', effect: 'done' }, 1],
    ['breaks with 502', { kind: 'status', status: 502 }, 0],
    ['cuts the reply off', { kind: 'truncated' }, 1],
    ['says something unknown', { kind: 'body', text: 'Hello there', effect: 'none' }, 0],
    ['says nothing', { kind: 'body', text: '', effect: 'done' }, 1],
  ] as const)(
    'does not know whether it bought when the shop %s; list or balance know',
    async (_what, fault, bought) => {
      const before = at.stand.vendor.balance;
      const shop = at.stand.impatient(HANG_MS);
      at.stand.vendor.faults.next(fault, { action: at.stand.actions.buy });
      expect(await refusal(shop)).toBe('unknown_outcome');
      expect(at.stand.vendor.upstreamOrders.bought).toBe(bought);
      const spent = BigInt(bought) * at.stand.price;
      expect(await at.stand.provider.balance!()).toEqual({ kind: 'balance', amount: before - spent });
      if (lacks('activeList')) return;
      const list = await at.stand.provider.listActive!();
      expect(list).toMatchObject({ kind: 'orders' });
      expect((list as { orders: readonly unknown[] }).orders).toHaveLength(bought);
    },
  );

  it('finds out by itself that a cancel without an answer was done', async () => {
    const { orderId } = await buy();
    at.stand.vendor.advance(at.stand.cancelAfterMs);
    at.stand.vendor.faults.next({ kind: 'hang', effect: 'done' }, { action: at.stand.actions.cancel });
    expect(await at.stand.impatient(HANG_MS).cancel!(orderId)).toEqual({ kind: 'done' });
  });

  it('leaves a cancel that was never heard open', async () => {
    const { orderId } = await buy();
    at.stand.vendor.advance(at.stand.cancelAfterMs);
    at.stand.vendor.faults.next({ kind: 'hang', effect: 'none' }, { action: at.stand.actions.cancel });
    expect(await at.stand.impatient(HANG_MS).cancel!(orderId)).toMatchObject({ fault: 'unknown_outcome' });
    expect(await codes(orderId)).toBe('waiting');
  });
}
