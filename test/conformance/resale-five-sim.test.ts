import { FiveSimAPI } from 'fivesim-api';
import { revokeResaleKey } from '../../src/usecases/resale/revoke-resale-key';
import { openShop, usd } from '../support/shop';
import { openResaleShop, type ResaleShop } from './support/resale-shop';

// The package has no option for its address; its services read a static field when they are built or called.
const { UserService } = require('fivesim-api/dist/services/user.service.js') as { UserService: { baseURL: string } };
const { GuestService } = require('fivesim-api/dist/services/guest.service.js') as { GuestService: Guest };

interface Guest {
  baseURL: string;
  getCountries(): Promise<Record<string, { iso: object; prefix: object; text_en: string; text_ru: string }>>;
  getProducts(country: string, operator: string): Promise<Record<string, { Qty: number; Price: number }>>;
  getPrices(): Promise<Table>;
  getPricesByProduct(product: string): Promise<Table>;
  getPricesByCountry(country: string): Promise<Table>;
}
type Table = Record<string, Record<string, Record<string, { cost: number; count: number }>>>;

const failing = (name: string, message?: string) => expect.objectContaining({ name, ...(message ? { message } : {}) });

let world: ResaleShop;
beforeAll(async () => {
  world = await openResaleShop();
  UserService.baseURL = `${world.address}/v1`;
  GuestService.baseURL = `${world.address}/v1`;
});
afterEach(() => world.verifies());
afterAll(() => world.close());

async function enter(o: Parameters<ResaleShop['reseller']>[0] = {}) {
  const reseller = await world.reseller(o);
  const get = (path: string, key = reseller.key) =>
    fetch(`${world.address}/v1${path}`, { headers: { authorization: `Bearer ${key}` }, redirect: 'error' });
  return { reseller, get, client: new FiveSimAPI(reseller.key) };
}

describe('fivesim-api, a client by other hands, at this shop', () => {
  it('buys, waits, reads the code and finishes', async () => {
    const { reseller, client } = await enter();
    expect(await client.getProfile()).toMatchObject({ balance: 10, frozen_balance: 0, total_active_orders: 0 });
    const order = await client.buyActivationNumber('latvia', 'any', 'whatsapp');
    expect(order).toMatchObject({ status: 'PENDING', price: 0.8, product: 'whatsapp', country: 'latvia', sms: null });
    expect(order.phone).toMatch(/^\+371\d{8}$/);
    expect(await client.getProfile()).toMatchObject({ balance: 9.2, frozen_balance: 0.8, total_active_orders: 1 });
    await expect(client.finishOrder(order.id)).rejects.toEqual(failing('ValidationError', '"order no sms"'));
    await world.sms(order.phone.slice(1), 'Your code is 012345');
    const got = { code: '012345', text: 'Your code is 012345' };
    expect(await client.checkOrder(order.id)).toMatchObject({ status: 'RECEIVED', sms: [got] });
    await world.sms(order.phone.slice(1), 'Another: 777888');
    expect(await client.getSMSInbox(order.id)).toMatchObject({ Total: 2, Data: [got, { code: '777888' }] });
    await expect(client.cancelOrder(order.id)).rejects.toEqual(failing('OrderHasSMSError'));
    expect(await client.finishOrder(order.id)).toMatchObject({ status: 'FINISHED' });
    await expect(client.cancelOrder(order.id)).rejects.toEqual(failing('OrderHasSMSError'));
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([usd('9.20'), 0n]);
  });

  it('chooses its operator by price, must wait before it cancels, cancels, and reports a bad number', async () => {
    const { reseller, client } = await enter();
    const first = await client.buyActivationNumber('latvia', 'best', 'telegram');
    await expect(client.cancelOrder(first.id)).rejects.toEqual(failing('ValidationError', '"you need to wait time"'));
    await world.shop.passes({ minutes: 2 });
    expect(await client.cancelOrder(first.id)).toMatchObject({ status: 'CANCELED' });
    await expect(client.cancelOrder(first.id)).rejects.toEqual(failing('OrderExpiredError'));
    const second = await client.buyActivationNumber('latvia', 'any', 'whatsapp');
    expect(await client.banOrder(second.id)).toMatchObject({ status: 'BANNED' });
    const newestFirst = await client.getOrderHistory({ category: 'activation', limit: 10, reverse: true });
    expect(newestFirst).toMatchObject({ Data: [{ id: second.id }, { id: first.id }], Total: 2 });
    expect(await client.getOrderHistory({ category: 'activation', limit: 1, offset: 1 })).toMatchObject({
      Data: [{ id: second.id }],
    });
    expect((await client.getPaymentHistory({ limit: 10 })).Data).toHaveLength(5);
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([usd('10'), 0n]);
  });

  it('meets the refusals it knows, and the one it takes for an order', async () => {
    const { client, get } = await enter({ balance: '0.80' });
    expect(await client.buyActivationNumber('latvia', 'any', 'google')).toBe('no free phones');
    const tooLittle = await get('/user/buy/activation/latvia/any/whatsapp?maxPrice=0.7999');
    expect([tooLittle.status, await tooLittle.text()]).toEqual([200, 'no free phones']);
    await client.buyActivationNumber('latvia', 'any', 'whatsapp');
    await expect(client.buyActivationNumber('latvia', 'any', 'whatsapp')).rejects.toEqual(
      failing('InsufficientBalanceError'),
    );
    await expect(client.buyActivationNumber('nowhere', 'any', 'whatsapp')).rejects.toEqual(
      failing('ValidationError', '"bad country"'),
    );
    await expect(client.buyActivationNumber('latvia', 'any', 'nothing')).rejects.toThrow();
    await expect(client.checkOrder(2_147_483_647)).rejects.toEqual(failing('NotFoundError'));
    await expect(new FiveSimAPI('wrong').getProfile()).rejects.toEqual(failing('AuthenticationError'));
  });

  it('reads the tables that guests may see, in both orders', async () => {
    expect(await GuestService.getCountries()).toEqual({
      latvia: { iso: { lv: 1 }, prefix: { '+371': 1 }, text_en: 'Latvia', text_ru: 'Латвия', any: { activation: 1 } },
    });
    const products = await GuestService.getProducts('latvia', 'any');
    expect(products.whatsapp).toMatchObject({ Category: 'activation', Price: 0.8 });
    const { count } = (await GuestService.getPricesByProduct('whatsapp')).whatsapp!.latvia!.any!;
    expect(count).toBe(products.whatsapp!.Qty);
    expect((await GuestService.getPricesByCountry('latvia')).latvia!.whatsapp!.any).toEqual({ cost: 0.8, count });
    const answer = await fetch(`${world.address}/v1/guest/prices`);
    expect(((await answer.json()) as Table).latvia!.whatsapp!.any).toEqual({ cost: 0.8, count });
    const again = { headers: { 'if-none-match': answer.headers.get('etag')! } };
    expect((await fetch(`${world.address}/v1/guest/prices`, again)).status).toBe(304);
  });

  it('sees a number expire, and has its money again', async () => {
    const { reseller, client } = await enter();
    const order = await client.buyActivationNumber('latvia', 'any', 'whatsapp');
    await world.shop.passes({ minutes: 21 });
    await world.shop.runs('expire-reservations');
    expect(await client.checkOrder(order.id)).toMatchObject({ status: 'TIMEOUT', sms: null });
    expect(await reseller.buyer.balance()).toBe(usd('10'));
  });

  it('finds what it bought when the answer was lost', async () => {
    const { reseller, client } = await enter();
    const lost = await reseller.gets(world.offers.whatsapp);
    expect(await client.getOrderHistory({ category: 'activation' })).toMatchObject({
      Data: [{ id: lost.id, phone: `+${lost.reservation.phone}`, status: 'PENDING' }],
    });
  });

  it('buys once when a hundred of it want the last money at once', async () => {
    const { reseller, get } = await enter({ balance: '0.80' });
    const texts = await Promise.all(
      Array.from({ length: 100 }, async () => (await get('/user/buy/activation/latvia/any/whatsapp')).text()),
    );
    expect(texts.filter((text) => text.startsWith('{'))).toHaveLength(1);
    expect(texts.filter((text) => text === 'not enough user balance')).toHaveLength(99);
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([0n, usd('0.80')]);
  });

  it('knows nothing of a stranger’s order, and can do nothing to it', async () => {
    const [mine, theirs] = [await enter(), await enter()];
    const { id } = await theirs.client.buyActivationNumber('latvia', 'any', 'whatsapp');
    for (const act of ['finish', 'cancel', 'ban'])
      for (const one of [id, 2_147_483_647]) {
        const answer = await mine.get(`/user/${act}/${one}`);
        expect([answer.status, await answer.text()]).toEqual([400, 'order not found']);
      }
    for (const act of ['check', 'sms/inbox']) expect((await mine.get(`/user/${act}/${id}`)).status).toBe(404);
    expect(await theirs.client.checkOrder(id)).toMatchObject({ status: 'PENDING' });
  });

  it('is shut out when its key is revoked in the middle of an order, which goes on', async () => {
    const { reseller, client, get } = await enter();
    const order = await client.buyActivationNumber('latvia', 'any', 'whatsapp');
    const actor = { type: 'USER', id: String(reseller.userId) } as const;
    await revokeResaleKey(world.shop.app, { id: reseller.keyId, userId: reseller.userId, actor });
    const answer = await get(`/user/check/${order.id}`);
    expect([answer.status, await answer.text()]).toEqual([401, '']);
    await world.sms(order.phone.slice(1), 'Your code is 313131');
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([usd('9.20'), 0n]);
  });

  it('is answered in words or JSON and never by a page, whatever it sends', async () => {
    const { reseller, get } = await enter();
    const long = 'x'.repeat(190);
    const odd = ['/', '/user', '/nothing', '/user/check/', '/user/check/-1', '/user/check/1e3', `/user/check/${long}`];
    odd.push('/user/buy/activation/latvia/any', '/user/buy/activation/%00/any/whatsapp', '/guest/products/latvia/x');
    odd.push('/guest/prices?country=nowhere', '/guest/prices?product=%F0%9F%98%80', '/user/orders?limit=-1&offset=x');
    odd.push('/user/buy/activation/latvia/any/whatsapp?maxPrice=cheap', '/user/reuse/whatsapp/37120000000');
    odd.push('/user/check/%E0%A4%A', `/${long}/${long}`);
    for (const path of odd) {
      const answer = await get(path);
      const text = await answer.text();
      expect(answer.headers.get('content-type')).toMatch(/^(text\/plain|application\/json)/);
      expect(text).not.toMatch(/<|nsr/);
      expect([200, 400, 404]).toContain(answer.status);
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const headers = { authorization: `Bearer ${reseller.key}`, 'content-type': 'application/json' };
      const answer = await fetch(`${world.address}/v1/user/max-prices`, { method, headers, body: '{"product_name"' });
      expect([400, 404]).toContain(answer.status);
      expect(await answer.text()).not.toContain('<');
    }
    expect(await reseller.buyer.balance()).toBe(usd('10'));
  });
});

describe('a second shop, buying here by its own adapter for 5sim', () => {
  it('sells a number of ours to its buyer, with the code, and both books balance', async () => {
    const { reseller } = await enter();
    const second = await openShop();
    try {
      const offer = await second.offer({ service: 'WhatsApp' });
      const codes = { serviceCode: 'whatsapp', countryCode: 'latvia' };
      const baseUrl = `${world.address}/v1`;
      const id = await second.supplierAt({ protocol: 'five_sim', baseUrl, key: reseller.key, codes });
      await second.route(offer, id, { maxCost: usd('0.80') });
      const buyer = await second.buyer();
      const bought = await buyer.buys(offer);
      expect(bought.phone).toMatch(/^371\d{8}$/);
      await world.sms(bought.phone!, 'Your code is 246810');
      await second.passes({ seconds: 30 });
      await second.runs('poll-providers');
      expect((await buyer.sees(bought)).messages.map(({ code }) => code)).toEqual(['246810']);
      expect((await buyer.buys(offer)).stage).toBe('WAITING_CODE');
      await second.booksBalance();
      expect(await reseller.buyer.balance()).toBe(usd('8.40'));
    } finally {
      await second.close();
    }
  });
});
