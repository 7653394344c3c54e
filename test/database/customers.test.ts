import { openShop, type Shop } from '../support/shop';

describe('a person who is met again', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  const meet = (names: { firstName: string; lastName: string | null; username: string | null }) =>
    shop.app.db.users.meet({ telegramId: 4711n, language: 'en', now: shop.app.clock.now(), ...names });

  it('keeps the names that are known when an update comes without any', async () => {
    await meet({ firstName: 'Alice', lastName: 'Moore', username: 'alice' });
    expect(await meet({ firstName: '', lastName: null, username: null })).toMatchObject({
      firstName: 'Alice',
      username: 'alice',
    });
  });

  it('takes over a new name, and the loss of a username', async () => {
    expect(await meet({ firstName: 'Alicia', lastName: null, username: null })).toMatchObject({
      firstName: 'Alicia',
      username: null,
    });
  });
});
