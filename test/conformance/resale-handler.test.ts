import { revokeResaleKey } from '../../src/usecases/resale/revoke-resale-key';
import { usd } from '../support/shop';
import { type HandlerClient, HandlerRefused, handlerClients } from './support/handler-clients';
import { openResaleShop, type ResaleShop } from './support/resale-shop';

const LATVIA = 49;

let world: ResaleShop;
beforeAll(async () => {
  world = await openResaleShop();
});
afterEach(() => world.verifies());
afterAll(() => world.close());

/** The protocol's word of a no. */
const wordOf = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    (result) => `done: ${JSON.stringify(result)}`,
    (error) => {
      if (error instanceof HandlerRefused) return error.message;
      throw error;
    },
  );

/** Clients from npm, unmodified, and what closed tools do, against this shop. */
describe.each(handlerClients.map((open) => [open('http://127.0.0.1', 'k').name, open] as const))('%s', (_, open) => {
  const enter = async (o: Parameters<ResaleShop['reseller']>[0] = {}) => {
    const reseller = await world.reseller(o);
    return { reseller, client: open(world.url, reseller.key) };
  };

  it('buys, polls, reads the code and finishes', async () => {
    const { reseller, client } = await enter();
    expect(await client.balance()).toBe(10);
    const { id, phone } = await client.buy('wa', LATVIA);
    expect(phone).toMatch(/^371\d{8}$/);
    expect(Math.floor(await client.balance())).toBe(9);
    expect(await client.status(id)).toBe('STATUS_WAIT_CODE');
    await world.sms(phone, 'Your code is 012345');
    for (let poll = 0; poll < 3; poll += 1) expect(await client.status(id)).toBe('012345');
    expect(await wordOf(client.cancel(id))).toBe('BAD_STATUS');
    expect(await client.finish(id)).toBe('ACCESS_ACTIVATION');
    expect(await client.status(id)).toBe('STATUS_CANCEL');
    expect(await wordOf(client.finish(id))).toBe('BAD_STATUS');
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([usd('9.20'), 0n]);
  });

  it('is denied an early cancel, and gets its money back by a later one', async () => {
    const { reseller, client } = await enter();
    const { id } = await client.buy('tg', LATVIA);
    expect(await wordOf(client.finish(id))).toBe('BAD_STATUS');
    expect(await wordOf(client.cancel(id))).toBe('EARLY_CANCEL_DENIED');
    expect(await reseller.buyer.held()).toBe(usd('0.80'));
    await world.shop.passes({ minutes: 2 });
    expect(await client.cancel(id)).toBe('ACCESS_CANCEL');
    expect(await client.status(id)).toBe('STATUS_CANCEL');
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([usd('10'), 0n]);
  });

  it('hears that something is sold out, is not sold at all, or is no service', async () => {
    const { reseller, client } = await enter();
    expect(await wordOf(client.buy('go', LATVIA))).toBe('NO_NUMBERS');
    expect(await wordOf(client.buy('zz', LATVIA))).toBe('BAD_SERVICE');
    expect(await reseller.buyer.balance()).toBe(usd('10'));
  });

  it('is told the price where it would pay less, and pays never more than the price', async () => {
    const { reseller, client } = await enter();
    if (!client.takesMaxPrice) return;
    expect(await wordOf(client.buy('wa', LATVIA, { maxPrice: 0.7999 }))).toBe('WRONG_MAX_PRICE:0.80');
    await client.buy('wa', LATVIA, { maxPrice: 5 });
    expect(await reseller.buyer.balance()).toBe(usd('9.20'));
  });

  it('hears that it has no money', async () => {
    const { client } = await enter({ balance: '0.7999' });
    expect(await wordOf(client.buy('wa', LATVIA))).toBe('NO_BALANCE');
  });

  it('asks for a second SMS and gets it', async () => {
    const { client } = await enter();
    const { id, phone } = await client.buy('wa', LATVIA);
    expect(await wordOf(client.resend(id))).toBe('BAD_STATUS');
    await world.sms(phone, 'First: 1111');
    expect(await client.status(id)).toBe('1111');
    await world.shop.passes({ seconds: 1 });
    expect(await client.resend(id)).toBe('ACCESS_RETRY_GET');
    expect(await client.status(id)).toBe('STATUS_WAIT_RETRY');
    await world.sms(phone, 'Second: 2222');
    expect(await client.status(id)).toBe('2222');
    expect(await client.finish(id)).toBe('ACCESS_ACTIVATION');
  });

  it('sees a number expire, and has its money again', async () => {
    const { reseller, client } = await enter();
    const { id } = await client.buy('wa', LATVIA);
    await world.shop.passes({ minutes: 21 });
    await world.shop.runs('expire-reservations');
    expect(await client.status(id)).toBe('STATUS_CANCEL');
    expect(await reseller.buyer.balance()).toBe(usd('10'));
  });

  it('finds what it bought in the list of active ones, when the answer was lost', async () => {
    const { reseller, client } = await enter();
    if (!client.active) return;
    expect(await client.active()).toEqual([]);
    // Bought by another program of the same buyer, which never heard the answer.
    const lost = await reseller.gets(world.offers.whatsapp);
    expect(await client.active()).toEqual([{ id: lost.id, phone: lost.reservation.phone, code: null }]);
    await world.sms(lost.reservation.phone!, 'Your code is 555777');
    expect(await client.active()).toEqual([{ id: lost.id, phone: lost.reservation.phone, code: '555777' }]);
    await client.finish(lost.id);
    expect(await client.active()).toEqual([]);
  });

  it('buys once when a hundred of it want the last money at once', async () => {
    const { reseller, client } = await enter({ balance: '0.80' });
    const words = await Promise.all(Array.from({ length: 100 }, () => wordOf(client.buy('wa', LATVIA))));
    expect(words.filter((word) => word.startsWith('done'))).toHaveLength(1);
    expect(words.filter((word) => word === 'NO_BALANCE')).toHaveLength(99);
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([0n, usd('0.80')]);
  });

  it('knows nothing of a stranger’s activation, and can do nothing to it', async () => {
    const [mine, theirs] = [await enter(), await enter()];
    const { id, phone } = await theirs.client.buy('wa', LATVIA);
    await world.sms(phone, 'Your code is 424242');
    const acts: ((client: HandlerClient, of: number) => Promise<unknown>)[] = [
      (client, of) => client.status(of),
      (client, of) => client.finish(of),
      (client, of) => client.cancel(of),
      (client, of) => client.resend(of),
    ];
    for (const act of acts) {
      expect(await wordOf(act(mine.client, id))).toBe('NO_ACTIVATION');
      expect(await wordOf(act(mine.client, 2_147_483_647))).toBe('NO_ACTIVATION');
    }
    expect(await theirs.client.status(id)).toBe('424242');
  });

  it('is shut out when its key is revoked in the middle of an order, which goes on', async () => {
    const { reseller, client } = await enter({ name: 'first' });
    const { id, phone } = await client.buy('wa', LATVIA);
    const actor = { type: 'USER', id: String(reseller.userId) } as const;
    await revokeResaleKey(world.shop.app, { id: reseller.keyId, userId: reseller.userId, actor });
    expect(await wordOf(client.status(id))).toBe('BAD_KEY');
    expect(await wordOf(client.buy('wa', LATVIA))).toBe('BAD_KEY');
    await world.sms(phone, 'Your code is 313131');
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([usd('9.20'), 0n]);
  });
});
