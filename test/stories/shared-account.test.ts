import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

const told = async (kind: string) =>
  shop.all<{ facts: Record<string, unknown> }>('SELECT facts FROM operator_alerts WHERE kind = $1', [kind]);

/** A supplier with a route to it, and a second row with its address and key, as somebody makes it who follows a guide twice. */
async function twoRowsOnOneAccount() {
  const offer = await shop.offer();
  const hero = await shop.vendor();
  await shop.route(offer, hero.id);
  const row = { name: 'staging', protocol: hero.protocol, baseUrl: hero.baseUrl, key: 'key-of-hero' };
  const { options } = await shop.one<{ options: object }>('SELECT options FROM providers WHERE id = $1', [hero.id]);
  const second = await shop.provider({ ...row, options });
  return { offer, hero, second };
}

/** What somebody buys there by hand, or another shop does, with the key of ours. */
async function boughtByHand({ baseUrl }: { baseUrl: string }) {
  const { service, country } = await shop.one<{ service: string; country: string }>(
    'SELECT service_code AS service, country_code AS country FROM routes',
  );
  const query = new URLSearchParams({ api_key: 'key-of-hero', action: 'getNumberV2', service, country });
  return (await (await fetch(`${baseUrl}?${query}`)).json()) as { activationId: string; phoneNumber: string };
}

describe('two rows of providers with one address and key', () => {
  it('leave the order of the other alone, bring its code once, and the operator is told at once that they share', async () => {
    const { offer, hero } = await twoRowsOnOneAccount();
    const buyer = await shop.buyer({ balance: usd('1') });
    const reservation = await buyer.buys(offer);
    for (let i = 0; i < 8; i += 1) {
      await shop.passes({ minutes: 1 });
      await shop.runs('poll-providers', 'close-upstream');
    }
    expect(hero.orders()[0]).toMatchObject({ phase: 'new' });
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
    expect(await told('account_shared')).toEqual([{ facts: expect.objectContaining({ names: 'hero, staging' }) }]);
    expect(await told('orders_of_others')).toEqual([]);

    hero.receive(reservation.phone!, 'Telegram code 12345');
    await shop.passes({ seconds: 5 });
    await shop.runs('poll-providers');
    expect(await buyer.stageOf(reservation)).toBe('COMPLETED');
    await shop.passes({ minutes: 1 });
    await shop.runs('poll-providers');
    expect(await shop.all('SELECT 1 FROM messages')).toHaveLength(1); // the other row saw the same SMS, and let it be
  });

  it('are no longer told of once one of them has a key of its own', async () => {
    const { hero, second } = await twoRowsOnOneAccount();
    await shop.passes({ seconds: 5 });
    await shop.runs('poll-providers');
    expect(await told('account_shared')).toHaveLength(1);
    await shop.all(`UPDATE providers SET api_key_sealed = 'another', revision = revision + 1 WHERE id = $1`, [second]);
    await shop.passes({ minutes: 2 });
    await shop.runs('poll-providers');
    expect(await told('account_shared')).toEqual([]);
    expect(hero.orders()).toEqual([]);
  });
});

describe('an order on our account that this shop did not ask for', () => {
  it('is never canceled, and the operator hears of it once', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    await boughtByHand(hero);
    for (let hour = 0; hour < 3; hour += 1) {
      for (const minutes of [1, 4, 56]) {
        await shop.passes({ minutes: minutes === 56 && hour === 0 ? 1 : minutes });
        await shop.runs('poll-providers', 'close-upstream');
      }
      if (hour === 0) expect(hero.orders()[0]).toMatchObject({ phase: 'new', refunded: false });
    }
    expect(await told('orders_of_others')).toEqual([{ facts: expect.objectContaining({ name: 'hero', count: 1 }) }]);
    expect(await shop.all('SELECT 1 FROM upstream_order_ends')).toEqual([]);
    expect(await shop.all(`SELECT 1 FROM foreign_orders WHERE told_at IS NOT NULL`)).toHaveLength(1);
  });

  it('costs one question of our database, however many of them there are', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    for (let orders = 0; orders < 5; orders += 1) await boughtByHand(hero);
    await shop.passes({ minutes: 4 });
    const asked = jest.spyOn(shop.app.db.accountOrders, 'claimAnswers');
    await shop.runs('poll-providers');
    expect(asked.mock.calls.map(([, , orders]) => orders.length)).toEqual([5]);
    expect(await told('orders_of_others')).toEqual([{ facts: expect.objectContaining({ count: 5 }) }]);
    expect(hero.orders().every(({ phase }) => phase === 'new')).toBe(true);
  });

  it('is not taken for the answer to a purchase that was asked for later', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    await boughtByHand(hero);
    await shop.passes({ seconds: 10 });
    await shop.runs('poll-providers'); // it is seen
    hero.faults.next({ kind: 'close_socket', effect: 'none' }, { action: 'getNumberV2' });
    const buyer = await shop.buyer({ balance: usd('1') });
    await shop.passes({ seconds: 10 });
    const reservation = await buyer.buys(offer);
    for (let i = 0; i < 4; i += 1) {
      await shop.passes({ seconds: 6 });
      await shop.runs('settle-reservations');
    }
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'CANCELED' });
    expect(await buyer.balance()).toBe(usd('1'));
    expect(hero.orders()[0]).toMatchObject({ phase: 'new' });
  });

  it('is canceled when it proves to be the answer to a question of ours that was given up on', async () => {
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    hero.faults.next({ kind: 'close_socket', effect: 'done' }, { action: 'getNumberV2' });
    // The supplier does not show it while the shop looks for it.
    hero.faults.next(
      { kind: 'body', text: '{"status":"success","data":[]}' },
      { action: 'getActiveActivations', times: 4 },
    );
    const buyer = await shop.buyer({ balance: usd('1') });
    const reservation = await buyer.buys(offer);
    for (let i = 0; i < 4; i += 1) {
      await shop.passes({ seconds: 6 });
      await shop.runs('settle-reservations');
    }
    expect(await buyer.sees(reservation)).toMatchObject({ stage: 'CANCELED', endReason: 'PROVIDER_REFUSED' });
    hero.faults.clear();
    await boughtByHand(hero); // a moment later, and not ours
    for (let i = 0; i < 6; i += 1) {
      await shop.passes({ minutes: 1 });
      await shop.runs('poll-providers', 'close-upstream');
    }
    expect(hero.orders().map(({ phase }) => phase)).toEqual(['canceled', 'new']);
  });
});
