import { Secret } from '../../src/config/secret';
import { reportMargin } from '../../src/database/queries/reports/margin';
import { SecretBox } from '../../src/platform/secret-box';
import { provider } from '../../src/resources/provider';
import { createRow, updateRow } from '../../src/usecases/catalogue/save-row';
import { syncCatalogue } from '../../src/usecases/supply/sync-catalogue';
import type { ScriptedProvider } from '../support/scripted-provider';
import { openShop, type Shop, type TestOffer, usd } from '../support/shop';

const author = { actor: { type: 'ADMIN', id: 'test' } } as const;
const box = new SecretBox(new Secret(Buffer.alloc(32, 7).toString('base64')));
const roubles = usd;

let shop: Shop;
let offer: TestOffer;
let moscow: ScriptedProvider;
beforeEach(async () => {
  shop = await openShop({ ownerIds: [1n] });
  offer = await shop.offer();
  moscow = await shop.scripted('moscow', ['acquire', 'balance', 'cancel', 'orderState', 'prices']);
  moscow.always('cancel', { kind: 'done' }).always('orderState', { kind: 'waiting' });
  await shop.route(offer, moscow.id, { maxCost: usd('0.50') });
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

const change = (changes: Parameters<typeof provider.complete>[1]) =>
  updateRow(shop.app, provider, moscow.id, changes, { ...author, secretBox: box });
async function isWorth(exchangeRate: string) {
  expect(await change({ currency: 'RUB', exchangeRate })).toMatchObject({ kind: 'saved' });
  await shop.passes({ seconds: 2 });
}
const sells = (cost: string) =>
  moscow.next('acquire', { kind: 'acquired', orderId: `o${cost}`, phone: '37121000001', cost: roubles(cost) });
const asked = () => moscow.calls.filter(({ method }) => method === 'acquire').map((call) => call.asked[0]);
const margin = async () => {
  const to = new Date(shop.clock.now().getTime() + 1);
  const from = new Date(to.getTime() - 3_600_000);
  const [row] = await reportMargin(shop.app.db, { by: 'PROVIDER', from, to, timeZone: 'UTC' });
  return row;
};

describe('a supplier whose prices are in roubles, in a shop that counts in dollars', () => {
  it('is asked with the ceiling in roubles, rounded down; what it charges counts in dollars, rounded up', async () => {
    await isWorth('0.0123');
    sells('40.6503'); // 0.49999869 dollars
    const buyer = await shop.buyer();
    const reservation = await buyer.buys(offer);
    expect(await buyer.stageOf(reservation)).toBe('WAITING_CODE');
    expect(asked()).toMatchObject([{ maxCost: roubles('40.6504') }]); // 40.65040650... roubles are half a dollar
    expect(await shop.one('SELECT upstream_cost, upstream_charged, upstream_currency FROM reservations')).toEqual({
      upstream_cost: usd('0.5000'),
      upstream_charged: roubles('40.6503'),
      upstream_currency: 'RUB',
    });
    expect(await margin()).toMatchObject({
      charged: usd('0.5000'),
      originals: [{ currency: 'RUB', charged: '40.6503', returned: '0.0000', lost: '0.0000' }],
    });
  });

  it('that charges more than was allowed gets its number back, however small its money is', async () => {
    await isWorth('0.0123');
    sells('40.6600');
    const buyer = await shop.buyer();
    await buyer.buys(offer);
    expect(await buyer.balance()).toBe(usd('10'));
    expect(await shop.all('SELECT action FROM upstream_order_ends')).toEqual([{ action: 'CANCEL' }]);
    await shop.runs('close-upstream');
  });

  it('sells nothing while nobody has said what its money is worth, and shows no stock; other routes go on', async () => {
    expect(await change({ currency: 'RUB' })).toMatchObject({ kind: 'saved' });
    await shop.passes({ seconds: 2 });
    const buyer = await shop.buyer();
    expect(await buyer.outcomeOf(offer)).toBe('out_of_stock');
    const { phones } = await shop.pool(offer, { priority: 9 });
    const reservation = await buyer.buys(offer);
    expect(await buyer.sees(reservation)).toMatchObject({ phone: phones[0] });
    expect(asked()).toEqual([]);
  });

  it('loses its rate with its currency; the shop’s own is stored as none; a rate without a currency is refused', async () => {
    await isWorth('0.0123');
    await change({ currency: 'EUR' });
    const money = () => shop.one('SELECT currency, exchange_rate::text AS rate FROM providers');
    expect(await money()).toEqual({ currency: 'EUR', rate: null });
    await change({ currency: 'USD' });
    expect(await money()).toEqual({ currency: null, rate: null });
    expect(await change({ exchangeRate: '2' })).toMatchObject({ kind: 'invalid', problem: { path: 'exchangeRate' } });
    for (const exchangeRate of ['0', '-1', '1e3', '0.00000000001', '1000000'])
      expect(await change({ currency: 'RUB', exchangeRate })).toMatchObject({
        kind: 'invalid',
        problem: { path: 'exchangeRate' },
      });
    expect(await change({ currency: 'ROUBLES' })).toMatchObject({ kind: 'invalid', problem: { path: 'currency' } });
  });

  it('lists its prices in dollars; another rate reads them anew and is no news', async () => {
    const rows = () =>
      ({ kind: 'prices', rows: [{ serviceCode: 'tg', countryCode: '49', cost: roubles('20') }] }) as const;
    moscow.always('prices', rows);
    const listed = async () => (await shop.one<{ c: bigint | null }>('SELECT listed_cost AS c FROM routes')).c;
    await isWorth('0.0123');
    await syncCatalogue(shop.app, { providerId: moscow.id });
    expect(await listed()).toBe(usd('0.2460'));
    await isWorth('0.02');
    expect(await listed()).toBeNull();
    await shop.runs('sync-catalogues');
    expect(await listed()).toBe(usd('0.4000'));
    expect(await shop.all('SELECT kind FROM vendor_changes')).toEqual([]);
  });
});

describe('our balance at such a supplier', () => {
  const says = (balance: string) => moscow.always('balance', { kind: 'balance', amount: roubles(balance) });
  async function looks(balance: string) {
    says(balance);
    await shop.passes({ minutes: 5 });
    await shop.runs('look-at-balances');
    await shop.passes({ seconds: 1 });
  }

  it('is in roubles, and so is the amount below which the operator is told', async () => {
    await isWorth('0.0123');
    await change({ balanceLow: roubles('500') });
    await looks('499.50');
    expect(await shop.one('SELECT facts FROM operator_alerts')).toMatchObject({
      facts: { balance: '499.5000 RUB', low: '500.0000 RUB' },
    });
    await looks('500');
    expect(await shop.all('SELECT kind FROM operator_alerts')).toEqual([]);
  });

  it('tells what a lost answer cost, in roubles; the loss is booked in dollars, rounded up', async () => {
    await isWorth('0.0123');
    await looks('1000');
    sells('30');
    const lucky = await shop.buyer();
    await lucky.buys(offer);
    await shop.passes({ seconds: 1 });
    moscow.next('acquire', { kind: 'fault', fault: 'unknown_outcome', detail: 'timed out' });
    const buyer = await shop.buyer({ balance: usd('1') });
    const reservation = await buyer.buys(offer);
    says('950'); // 1000 - 30 - 20
    for (let i = 0; i < 4; i += 1) {
      await shop.passes({ seconds: 21 });
      await shop.runs('settle-reservations');
    }
    expect(await buyer.stageOf(reservation)).toBe('CANCELED');
    expect(await buyer.balance()).toBe(usd('1'));
    expect(await shop.all('SELECT amount, charged, currency FROM lost_purchases')).toEqual([
      { amount: usd('0.2460'), charged: roubles('20'), currency: 'RUB' },
    ]);
    expect(await margin()).toMatchObject({
      lost: usd('0.2460'),
      originals: [{ currency: 'RUB', charged: '30.0000', returned: '0.0000', lost: '20.0000' }],
    });
  });
});

describe('a new supplier whose protocol names prices in another currency', () => {
  it('begins with that currency and without a rate, unless the operator says otherwise', async () => {
    const made = async (name: string, more: object = {}) => {
      const draft = { name, protocol: 'vak_sms', baseUrl: 'https://vak.example', ...more };
      expect(await createRow(shop.app, provider, draft, { ...author, secretBox: box })).toMatchObject({
        kind: 'saved',
      });
      return shop.one('SELECT currency, exchange_rate::text AS rate FROM providers WHERE name = $1', [name]);
    };
    expect(await made('one')).toEqual({ currency: 'RUB', rate: null });
    expect(await made('two', { currency: 'RUB', exchangeRate: '0.0110' })).toEqual({
      currency: 'RUB',
      rate: '0.0110000000',
    });
    expect(await made('three', { currency: null })).toEqual({ currency: null, rate: null });
    expect(await made('four', { protocol: 'sms_pool' })).toEqual({ currency: null, rate: null });
  });
});
