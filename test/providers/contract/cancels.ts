import type { Counter } from './counter';

/** What is given back, and when. */
export function describeCancels(at: Counter): void {
  const { lacks, buy, codes } = at;
  const { afterEnd, earlyCancelRefused } = at.ways;

  if (earlyCancelRefused) {
    it('is too early to cancel at first', async () => {
      const { orderId } = await buy();
      const reply = await at.stand.provider.cancel!(orderId);
      expect(reply).toMatchObject({ kind: 'too_early' });
      expect((reply as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(0);
      expect(await codes(orderId)).toBe('waiting');
    });
  } else {
    it('may be canceled at once', async () => {
      const { orderId, cancelableAt } = await buy();
      expect(cancelableAt).toBeUndefined();
      expect(await at.stand.provider.cancel!(orderId)).toEqual({ kind: 'done' });
    });
  }

  it('is canceled once it may be, and gives the money back', async () => {
    const before = at.stand.vendor.balance;
    const { orderId } = await buy();
    at.stand.vendor.advance(at.stand.cancelAfterMs);
    expect(await at.stand.provider.cancel!(orderId)).toEqual({ kind: 'done' });
    expect(at.stand.vendor.balance).toBe(before);
    expect(await codes(orderId)).toBe(afterEnd);
    const again = afterEnd === 'gone' ? { fault: 'gone' } : { kind: 'done' };
    expect(await at.stand.provider.cancel!(orderId)).toMatchObject(again);
    expect(at.stand.vendor.balance).toBe(before);
  });

  if (lacks('ban')) {
    it('has no ban', () => {
      expect(at.stand.provider.capabilities).not.toContain('ban');
      expect(at.stand.provider.ban).toBeUndefined();
    });
  } else {
    it('takes a bad number back with the money, but not after a code', async () => {
      const before = at.stand.vendor.balance;
      const bad = await buy();
      at.stand.vendor.advance(at.stand.cancelAfterMs);
      expect(await at.stand.provider.ban!(bad.orderId)).toEqual({ kind: 'done' });
      expect(at.stand.vendor.balance).toBe(before);
      const good = await buy();
      at.stand.vendor.advance(at.stand.cancelAfterMs);
      at.stand.vendor.receive(good.phone, 'code 777888');
      expect(await at.stand.provider.ban!(good.orderId)).toEqual({ kind: 'has_code' });
    });
  }

  it('says that a code was faster than the cancel', async () => {
    const { orderId, phone } = await buy();
    at.stand.vendor.advance(at.stand.cancelAfterMs);
    at.stand.vendor.receive(phone, 'code 777888');
    expect(await at.stand.provider.cancel!(orderId)).toEqual({ kind: 'has_code' });
    expect(await codes(orderId)).toEqual(['777888']);
  });
}
