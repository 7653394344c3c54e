import type { HandlerVendor } from '../../../src/sandbox/vendors';
import { startHandlerVendor } from '../../../src/sandbox/vendors';

const catalogue = [{ service: 'tg', country: '49', cost: '0.5000', count: 10 }];

describe('a simulated vendor in the hands of a person', () => {
  let vendor: HandlerVendor;
  const unknown: string[] = [];
  beforeEach(async () => {
    unknown.length = 0;
    vendor = await startHandlerVendor({
      name: 'shop',
      dialect: 'hero',
      apiKey: 'k',
      catalogue,
      onUnknownAction: (action) => unknown.push(action),
    });
  });
  afterEach(() => vendor.stop());

  const send = (body: unknown) =>
    fetch(vendor.control, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const ask = (query: string) => fetch(`${vendor.baseUrl}?${query}`);

  it('lets an SMS arrive at a number that was bought, and names one that was not', async () => {
    const [, id, phone] = (await (await ask('api_key=k&action=getNumber&service=tg&country=49')).text()).split(':');
    expect((await send({ phone: '+999', text: 'x' })).status).toBe(404);
    expect((await send({ phone })).status).toBe(400);
    expect(await (await send({ phone: `+${phone}`, text: 'Your code is 1234' })).json()).toEqual({
      arrived: true,
      readable: true,
    });
    expect(await (await ask(`api_key=k&action=getStatus&id=${id}`)).text()).toBe('STATUS_OK:1234');
    expect(await (await send({ phone, text: 'one more, unasked' })).json()).toEqual({ arrived: true, readable: false });
  });

  it('answers and reports an action that it does not have', async () => {
    const reply = await ask('api_key=k&action=getFullSms&id=1');
    expect([reply.status, await reply.json()]).toEqual([404, { title: 'BAD_ACTION', details: 'Method Not Found' }]);
    expect(unknown).toEqual(['getFullSms']);
  });

  it('takes form bodies as old clients send them, and counts every call', async () => {
    const reply = await fetch(vendor.baseUrl, {
      method: 'POST',
      body: new URLSearchParams({ api_key: 'k', action: 'getBalance' }),
    });
    expect(await reply.text()).toBe('ACCESS_BALANCE:1000.00');
    expect(vendor.calls.count('getBalance')).toBe(1);
    expect(vendor.calls.times('getBalance')).toHaveLength(1);
  });

  it('blocks an account, and limits its pace, in its own words', async () => {
    vendor.ban(vendor.now() + 3_600_000);
    const banned = await ask('api_key=k&action=getBalance');
    expect([
      banned.status,
      ((await banned.json()) as { info: { retry_after_seconds: number } }).info.retry_after_seconds,
    ]).toEqual([403, 3600]);
    const strict = await startHandlerVendor({
      name: 's',
      dialect: 'hero',
      apiKey: 'k',
      catalogue,
      rateLimit: { perSecond: 1, burst: 1, retryAfterSeconds: 5 },
    });
    await fetch(`${strict.baseUrl}?api_key=k&action=getBalance`);
    const limited = await fetch(`${strict.baseUrl}?api_key=k&action=getBalance`);
    await strict.stop();
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '5']);
  });
});
