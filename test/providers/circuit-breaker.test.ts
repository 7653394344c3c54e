import { silentLogger } from '../../src/platform/logger';
import type { AcquireRequest, ProviderFault, ProviderFaultKind, SmsProvider } from '../../src/ports/sms-provider';
import { createCircuitBreaker } from '../../src/providers/circuit-breaker';
import type { ProviderCall } from '../../src/providers/guarded-provider';
import { guardProvider } from '../../src/providers/guarded-provider';
import { TestClock } from '../support/test-clock';

const wish: AcquireRequest = { reservationKey: 'r', serviceCode: 'tg', countryCode: '0', maxCost: 1n };

/** A supplier whose mood the test sets, behind breakers that open after three failures for ten seconds. */
function open() {
  const clock = new TestClock();
  const mood = {
    purchase: 'unavailable' as ProviderFaultKind | 'sells',
    reads: true,
    purchases: 0,
    said: undefined as ProviderFault['said'],
  };
  const inner: SmsProvider = {
    id: 1,
    name: 'moody',
    capabilities: new Set(['purchase', 'balance']),
    async acquire() {
      mood.purchases += 1;
      if (mood.purchase === 'sells') return { kind: 'acquired', orderId: '1', phone: '37120000000' };
      return { kind: 'fault', fault: mood.purchase, detail: '', said: mood.said };
    },
    async balance() {
      if (!mood.reads) throw new Error('a bug in the adapter');
      return { kind: 'balance', amount: 1n };
    },
  };
  const limits = { openAfter: 3, pauseMs: 10_000 };
  const calls: ProviderCall[] = [];
  const provider = guardProvider(inner, {
    purchases: createCircuitBreaker(limits, clock),
    reach: createCircuitBreaker(limits, clock),
    clock,
    log: silentLogger,
    hideKey: (text) => text,
    onCall: (call) => calls.push(call),
  });
  const buy = async () => {
    const reply = await provider.acquire!(wish);
    return reply.kind === 'fault' ? reply.fault : reply.kind;
  };
  return { clock, mood, provider, buy, calls };
}

describe('a supplier that fails again and again', () => {
  it('is not asked for numbers for a while, though its polls are answered; then one purchase may try', async () => {
    const { clock, mood, provider, buy } = open();
    mood.purchase = 'unknown_outcome';
    for (let tries = 0; tries < 3; tries += 1) {
      await buy();
      await provider.balance!();
    }
    expect(await buy()).toBe('unavailable');
    expect(mood.purchases).toBe(3);
    await clock.advance(10_000);
    const tries = await Promise.all([buy(), buy(), buy()]);
    expect(tries.sort()).toEqual(['unavailable', 'unavailable', 'unknown_outcome']);
    await clock.advance(10_000);
    expect(await buy()).toBe('unavailable');
    expect(mood.purchases).toBe(4);
    mood.purchase = 'sells';
    await clock.advance(10_000);
    expect([await buy(), await buy()]).toEqual(['acquired', 'acquired']);
  });

  it('is asked on and on when it refuses in words', async () => {
    const { mood, buy } = open();
    mood.purchase = 'out_of_stock';
    for (let tries = 0; tries < 10; tries += 1) expect(await buy()).toBe('out_of_stock');
    mood.purchase = 'rate_limited';
    for (let tries = 0; tries < 10; tries += 1) expect(await buy()).toBe('rate_limited');
    mood.purchase = 'unavailable';
    for (const said of ['known', 'new'] as const) {
      mood.said = said;
      for (let tries = 0; tries < 10; tries += 1) expect(await buy()).toBe('unavailable');
    }
    expect(mood.purchases).toBe(40);
  });

  it('sells nothing while its polls fail, and again as soon as one is answered', async () => {
    const { mood, provider, buy } = open();
    mood.purchase = 'sells';
    mood.reads = false;
    for (let polls = 0; polls < 3; polls += 1)
      expect(await provider.balance!()).toMatchObject({ fault: 'unavailable' });
    expect(await buy()).toBe('unavailable');
    mood.reads = true;
    await provider.balance!();
    expect(await buy()).toBe('acquired');
  });

  it('has each call counted with its outcome', async () => {
    const { mood, provider, buy, calls } = open();
    mood.purchase = 'too_dear';
    await buy();
    await provider.balance!();
    expect(calls.map(({ provider: name, method, outcome }) => [name, method, outcome])).toEqual([
      ['moody', 'acquire', 'too_dear'],
      ['moody', 'balance', 'balance'],
    ]);
  });
});
