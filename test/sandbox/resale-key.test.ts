import { ensureResaleKey } from '../../src/sandbox/shop/seed-demo-shop';
import { recogniseResaleKey } from '../../src/usecases/resale/recognise-resale-key';
import { openShop } from '../support/shop';

it('keeps the key by which programs buy in the sandbox, and makes another one when it is good no more', async () => {
  const shop = await openShop();
  const person = {
    ...{ id: 777n, phone: '15550100001', loginCode: '11111', firstName: 'Alice', username: 'alice_moore' },
    ...({ language: 'en', balance: 250_000n } as const),
  };
  const key = await ensureResaleKey(shop.app, undefined, person);
  expect(await recogniseResaleKey(shop.app, { key, address: '127.0.0.1' })).toMatchObject({
    keyId: expect.any(Number),
  });
  expect(await ensureResaleKey(shop.app, key, person)).toBe(key);
  await shop.all('UPDATE resale_keys SET revoked_at = now()');
  await shop.passes({ seconds: 2 });
  const another = await ensureResaleKey(shop.app, key, person);
  expect(another).not.toBe(key);
  await shop.booksBalance();
  await shop.close();
});
