import type { Counter } from './counter';
import { HANG_MS } from './stand';

/** How an order ends that nobody cancels: finished, run out, unknown. */
export function describeEnds(at: Counter): void {
  const { lacks, buy, codes, overAfter } = at;
  const { afterEnd } = at.ways;

  if (lacks('finish')) {
    it('has no finish: an order with a code ends by itself', async () => {
      expect(at.stand.provider.capabilities).not.toContain('finish');
      expect(at.stand.provider.finish).toBeUndefined();
      const { orderId, phone } = await buy();
      at.stand.vendor.receive(phone, 'Your code is 012345');
      at.stand.vendor.advance(at.stand.lifetimeMs);
      expect(await codes(orderId)).toEqual(overAfter('012345'));
    });
  } else {
    it('is finished after a code, and no more before one', async () => {
      const { orderId, phone } = await buy();
      expect(await at.stand.provider.finish!(orderId)).toMatchObject({ fault: 'wrong_state' });
      at.stand.vendor.receive(phone, 'Your code is 012345');
      expect(await at.stand.provider.finish!(orderId)).toEqual({ kind: 'done' });
      expect(await codes(orderId)).toEqual(overAfter('012345'));
      expect(await at.stand.provider.finish!(orderId)).toEqual({ kind: 'done' });
    });

    it('finds out by itself that a finish without an answer was done', async () => {
      const { orderId, phone } = await buy();
      at.stand.vendor.receive(phone, 'Your code is 012345');
      at.stand.vendor.faults.next({ kind: 'hang', effect: 'done' }, { action: at.stand.actions.finish! });
      expect(await at.stand.impatient(HANG_MS).finish!(orderId)).toEqual({ kind: 'done' });
    });
  }

  it('keeps the price of an order that ran out after its code', async () => {
    const { orderId, phone } = await buy();
    at.stand.vendor.receive(phone, 'Your code is 4455');
    const { balance } = at.stand.vendor;
    at.stand.vendor.advance(at.stand.lifetimeMs);
    expect(await codes(orderId)).toEqual(overAfter('4455'));
    expect(at.stand.vendor.balance).toBe(balance);
  });

  it('finds an expired order ended and paid back', async () => {
    const before = at.stand.vendor.balance;
    const { orderId } = await buy();
    at.stand.vendor.advance(at.stand.lifetimeMs);
    expect(await codes(orderId)).toBe(afterEnd);
    expect(at.stand.vendor.balance).toBe(before);
    if (!lacks('activeList')) expect(await at.stand.provider.listActive!()).toEqual({ kind: 'orders', orders: [] });
  });

  it('does not know an order that was never made', async () => {
    expect(await codes('99999999999')).toBe('gone');
    expect(await at.stand.provider.cancel!('99999999999')).toMatchObject({ fault: 'gone' });
    if (at.stand.provider.finish)
      expect(await at.stand.provider.finish('99999999999')).toMatchObject({ fault: 'gone' });
  });
}
