import { get } from 'node:http';
import { openResaleShop, type ResaleShop } from '../../conformance/support/resale-shop';
import { priceGroup } from '../../support/resale';

let world: ResaleShop;
let key: string;
beforeAll(async () => {
  world = await openResaleShop();
  ({ key } = await world.reseller());
});
afterAll(async () => {
  await world.verifies();
  await world.close();
});

async function ask(query: Record<string, string>, o: { by?: string; headers?: Record<string, string> } = {}) {
  await world.shop.passes({ seconds: 1 });
  const answer = await fetch(`${world.url}?${new URLSearchParams({ api_key: o.by ?? key, ...query })}`, {
    headers: o.headers,
  });
  return { answer, text: await answer.text() };
}
const bytesOf = (url: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      answer.toArray().then((pieces) => resolve(Buffer.concat(pieces)), reject);
    }).on('error', reject);
  });
const read = async (query: Record<string, string>, by?: string) => JSON.parse((await ask(query, { by })).text);

describe('what is sold, as handler_api lists it', () => {
  it('names prices, and counts of what can be delivered now', async () => {
    const whole = await read({ action: 'getPrices' });
    expect(whole).toEqual({
      '49': {
        wa: { cost: 0.8, count: 400, physicalCount: 400 },
        tg: { cost: 0.8, count: 1, physicalCount: 1 },
        go: { cost: 0.8, count: 0, physicalCount: 0 },
      },
    });
    expect(await read({ action: 'getPrices', service: 'wa' })).toEqual({ '49': { wa: whole['49'].wa } });
    expect(await read({ action: 'getPrices', service: 'wa', country: '49' })).toEqual({ '49': { wa: whole['49'].wa } });
    for (const [name, value] of [
      ['service', 'nothing'],
      ['country', '1'],
    ] as const)
      expect(await read({ action: 'getPrices', [name]: value })).toEqual({});
    expect(await read({ action: 'getPricesV2' })).toMatchObject({ '49': { wa: { '0.8000': 400 } } });
    expect(await read({ action: 'getPricesVerification' })).toMatchObject({
      wa: { '49': { count: 400, price: '0.8000' } },
    });
    expect(await read({ action: 'getNumbersStatus', country: '49' })).toEqual({ wa: 400, tg: 1, go: 0 });
    await world.shop.set('hasOldResaleStock', true);
    expect(await read({ action: 'getNumbersStatus', country: '49' })).toMatchObject({ wa: 400, wa_0: 400 });
    await world.shop.set('hasOldResaleStock', false);
  });

  it('follows a sale, a price and a switch within a second', async () => {
    const { shop, offers } = world;
    const reseller = await world.reseller({ name: 'buyer' });
    const cell = async () => (await read({ action: 'getPrices', service: 'wa' }))['49']?.wa;
    expect(await cell()).toMatchObject({ count: 400 });
    await reseller.gets(offers.whatsapp);
    expect(await cell()).toMatchObject({ cost: 0.8, count: 399 });
    await shop.all('UPDATE offers SET price = 9000 WHERE id = $1', [offers.whatsapp.id]);
    expect(await cell()).toMatchObject({ cost: 0.9 });
    await shop.all('UPDATE offers SET price = 8000, is_active = false WHERE id = $1', [offers.whatsapp.id]);
    expect(await cell()).toBeUndefined();
    await shop.all('UPDATE offers SET is_active = true WHERE id = $1', [offers.whatsapp.id]);
    expect(await cell()).toMatchObject({ cost: 0.8, count: 399 });
  });

  it('has prices of its own for a price group', async () => {
    const group = await priceGroup(world.shop, { markDown: 25 });
    const partner = await world.reseller({ name: 'partner', priceGroupId: group });
    expect((await read({ action: 'getPrices', service: 'wa' }, partner.key))['49'].wa.cost).toBe(0.6);
    expect((await read({ action: 'getPrices', service: 'wa' }))['49'].wa.cost).toBe(0.8);
  });

  it('comes as kept bytes: packed for who takes that, and not again for who has it', async () => {
    const query = { action: 'getPrices' };
    const { answer } = await ask(query);
    const etag = answer.headers.get('etag')!;
    const again = await ask(query, { headers: { 'if-none-match': etag } });
    expect([again.answer.status, again.text]).toEqual([304, '']);
    await world.shop.passes({ seconds: 1 });
    const packed = await bytesOf(`${world.url}?${new URLSearchParams({ api_key: key, action: 'getPricesV2' })}`);
    // Too little here to be worth packing.
    expect(JSON.parse(packed.toString('utf8'))).toHaveProperty('49');
  });

  it('gives a whole table once a second to one key, and says when to come back', async () => {
    await world.shop.passes({ seconds: 1 });
    const ask = () => fetch(`${world.url}?action=getPrices&api_key=${key}`);
    expect((await ask()).status).toBe(200);
    const second = await ask();
    expect([second.status, second.headers.get('retry-after'), await second.text()]).toEqual([429, '1', 'RATE_LIMIT']);
  });

  it('names services, countries, operators and the best countries', async () => {
    expect(await read({ action: 'getServicesList' })).toEqual({
      status: 'success',
      services: expect.arrayContaining([
        { code: 'tg', name: 'Telegram' },
        { code: 'wa', name: 'WhatsApp' },
      ]),
    });
    expect(await read({ action: 'getCountries' })).toEqual({
      '49': { id: 49, rus: 'Латвия', eng: 'Latvia', chn: '拉脱维亚', visible: 1, retry: 1, rent: 0, multiService: 0 },
    });
    expect(await read({ action: 'getOperators', country: '49' })).toEqual({
      status: 'success',
      countryOperators: { '49': ['any'] },
    });
    await world.shop.all(`UPDATE routes SET operator = 'LMT' WHERE NOT is_pool`);
    expect((await read({ action: 'getOperators' })).countryOperators).toEqual({ '49': ['any', 'lmt'] });
    expect((await ask({ action: 'getOperators', country: '1' })).text).toBe('OPERATORS_NOT_FOUND');
    expect(await read({ action: 'getTopCountriesByService', service: 'wa', freePrice: 'true' })).toMatchObject({
      '0': { country: 49, price: 0.8, freePriceMap: {} },
    });
    expect(await read({ action: 'getTopCountriesByServiceRank' })).toMatchObject({ wa: { '0': { country: 49 } } });
    expect(await read({ action: 'getListOfTopCountriesByService', service: 'wa' })).toEqual([
      { country: 49, share: 100, rate: expect.any(Number) },
    ]);
  });

  it('tells strangers of services and countries where the shop says so, and of nothing else', async () => {
    const bare = async (action: string) => (await fetch(`${world.url}?action=${action}`)).text();
    expect(JSON.parse(await bare('getCountries'))).toHaveProperty('49');
    expect(JSON.parse(await bare('getServicesList'))).toMatchObject({ status: 'success' });
    for (const action of ['getPrices', 'getBalance', 'getNumber']) expect(await bare(action)).toBe('NO_KEY');
    await world.shop.set('isResaleCatalogueOpen', false);
    expect(await bare('getCountries')).toBe('NO_KEY');
    await world.shop.set('isResaleCatalogueOpen', true);
  });
});
