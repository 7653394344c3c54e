import { FiveSimAPI } from 'fivesim-api';
import type { FiveSimVendor } from '../../src/sandbox/vendors';
import { startFiveSimVendor } from '../../src/sandbox/vendors';

// The package has no option for its address; its services read a static field when they are built or called.
const { UserService } = require('fivesim-api/dist/services/user.service.js') as { UserService: { baseURL: string } };
const { GuestService } = require('fivesim-api/dist/services/guest.service.js') as { GuestService: Guest };

interface Guest {
  baseURL: string;
  getCountries(): Promise<Record<string, { iso: object; text_en: string }>>;
  getProducts(country: string, operator: string): Promise<Record<string, { Qty: number; Price: number }>>;
  getPricesByProduct(product: string): Promise<Record<string, Record<string, Record<string, { cost: number }>>>>;
  getPricesByCountry(country: string): Promise<Record<string, Record<string, Record<string, { cost: number }>>>>;
}

const row = { service: 'telegram', country: 'england/virtual53', cost: '0.4000', count: 2, operators: ['virtual53'] };
const failing = (name: string, message?: string) => expect.objectContaining({ name, ...(message ? { message } : {}) });

describe('fivesim-api, a client by other hands, at the simulated 5sim', () => {
  let vendor: FiveSimVendor;
  let client: FiveSimAPI;
  beforeEach(async () => {
    vendor = await startFiveSimVendor({ name: '5sim', apiKey: 'key', catalogue: [row], balance: '1.0000' });
    UserService.baseURL = vendor.baseUrl;
    GuestService.baseURL = vendor.baseUrl;
    client = new FiveSimAPI('key');
  });
  afterEach(() => vendor.stop());

  it('buys, waits, reads the code and finishes', async () => {
    const order = await client.buyActivationNumber('england', 'any', 'telegram');
    expect(order).toMatchObject({ status: 'PENDING', price: 0.4, product: 'telegram', country: 'england' });
    expect(order.phone).toMatch(/^\+44\d+$/);
    vendor.receive(order.phone.slice(1), 'Your code is 012345');
    expect(await client.checkOrder(order.id)).toMatchObject({ status: 'RECEIVED', sms: [{ code: '012345' }] });
    expect(await client.getSMSInbox(order.id)).toMatchObject({ Total: 1, Data: [{ code: '012345' }] });
    await expect(client.cancelOrder(order.id)).rejects.toEqual(failing('OrderHasSMSError'));
    expect(await client.finishOrder(order.id)).toMatchObject({ status: 'FINISHED' });
    await expect(client.cancelOrder(order.id)).rejects.toEqual(failing('OrderExpiredError'));
    expect((await client.getProfile()).balance).toBe(0.6);
  });

  it('chooses its operator by price, cancels and bans', async () => {
    const first = await client.buyActivationNumber('england', 'best', 'telegram');
    await expect(client.cancelOrder(first.id)).rejects.toEqual(failing('ValidationError', '"you need to wait time"'));
    vendor.advance(60_000);
    expect(await client.cancelOrder(first.id)).toMatchObject({ status: 'CANCELED' });
    const second = await client.buyActivationNumber('england', 'virtual53', 'telegram');
    expect(await client.banOrder(second.id)).toMatchObject({ status: 'BANNED' });
    const history = await client.getOrderHistory({ category: 'activation', limit: 10, reverse: true });
    expect(history).toMatchObject({ Data: [{ id: second.id }, { id: first.id }] });
    expect((await client.getPaymentHistory({ limit: 10 })).Data).toHaveLength(2);
    expect((await client.getProfile()).balance).toBe(1);
  });

  it('meets the refusals it knows, and the one it takes for an order', async () => {
    await client.buyActivationNumber('england', 'any', 'telegram');
    await client.buyActivationNumber('england', 'any', 'telegram');
    expect(await client.buyActivationNumber('england', 'any', 'telegram')).toBe('no free phones');
    vendor.stock.set({ ...row, count: 5 });
    await expect(client.buyActivationNumber('england', 'any', 'telegram')).rejects.toEqual(
      failing('InsufficientBalanceError'),
    );
    vendor.setRating(0);
    await expect(client.buyActivationNumber('england', 'any', 'telegram')).rejects.toEqual(
      failing('InsufficientRatingError'),
    );
    await expect(client.buyActivationNumber('nowhere', 'any', 'telegram')).rejects.toEqual(
      failing('ValidationError', '"bad country"'),
    );
    await expect(client.checkOrder(1)).rejects.toEqual(failing('NotFoundError'));
    await expect(new FiveSimAPI('wrong').getProfile()).rejects.toEqual(failing('AuthenticationError'));
    vendor.faults.next({ kind: 'rate_limited' });
    await expect(client.getProfile()).rejects.toEqual(failing('RateLimitError'));
  });

  it('reads the tables that guests may see, in both orders', async () => {
    expect(await GuestService.getCountries()).toMatchObject({ england: { iso: { gb: 1 }, text_en: 'United Kingdom' } });
    expect(await GuestService.getProducts('england', 'any')).toMatchObject({ telegram: { Qty: 2, Price: 0.4 } });
    expect(await GuestService.getPricesByProduct('telegram')).toMatchObject({
      telegram: { england: { virtual53: { cost: 0.4 } } },
    });
    expect(await GuestService.getPricesByCountry('england')).toMatchObject({
      england: { telegram: { virtual53: { cost: 0.4 } } },
    });
  });
});
