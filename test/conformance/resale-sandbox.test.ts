import { HeroSMSClient } from 'hero-sms';
import type { SandboxDescription } from '../../src/sandbox/web';
import { sandboxProcess } from '../support/sandbox-process';
import { until } from '../telegram/support/until';

/** The shop as a newcomer starts it, in a process of its own, and a client from npm that buys from it. */
describe('a running shop in its sandbox', () => {
  it('says where programs buy, and sells to one', async () => {
    const shop = await sandboxProcess();
    try {
      const { resale, vendors } = (await (await fetch(`${shop.origin}/sandbox`)).json()) as SandboxDescription;
      expect(resale).toMatchObject({
        handlerApi: `${shop.origin}/stubs/handler_api.php`,
        fiveSim: `${shop.origin}/v1`,
        rest: `${shop.origin}/api/v1`,
        key: expect.stringMatching(/^nsr[A-Za-z0-9]{43}$/),
      });
      const client = new HeroSMSClient({ apiKey: resale!.key, baseUrl: resale!.handlerApi });
      expect(await client.getBalance()).toBeGreaterThan(0);
      const prices = await client.getPrices({ service: 'tg' });
      const [country] = Object.entries(prices).find(([, { tg }]) => tg!.count > 0)!;
      const { activationId, phoneNumber } = await client.getNumber({ service: 'tg', country: Number(country) });
      // Whoever sold the number takes the SMS; the others do not know it.
      const posts = vendors.map(({ control }) =>
        fetch(control, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ phone: phoneNumber, text: 'Your code is 24680' }),
        }),
      );
      expect((await Promise.all(posts)).some(({ ok }) => ok)).toBe(true);
      await until(
        'the code is there',
        async () => (await client.getStatus(activationId)).status === 'STATUS_OK',
        60_000,
      );
      expect(await client.getStatus(activationId)).toEqual({ status: 'STATUS_OK', code: '24680' });
      expect(await client.complete(activationId)).toBe('ACCESS_ACTIVATION');
      expect(shop.words()).not.toContain(resale!.key);
    } finally {
      await shop.close();
    }
  }, 240_000);
});
