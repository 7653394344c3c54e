import type { HandlerDialect, HandlerVendor } from '../../../src/sandbox/vendors';
import { startHandlerVendor } from '../../../src/sandbox/vendors';

const catalogue = [{ service: 'tg', country: '187', cost: '0.2500', count: 400, operators: ['any', 'tmo'] }];
const vendors: HandlerVendor[] = [];
afterEach(() => Promise.all(vendors.splice(0).map((vendor) => vendor.stop())));

async function open(dialect: HandlerDialect, more: { balance?: string; openAllowed?: number } = {}) {
  const vendor = await startHandlerVendor({ name: dialect, dialect, apiKey: 'k', catalogue, ...more });
  vendors.push(vendor);
  const ask = async (query: string, init?: RequestInit) => {
    const reply = await fetch(`${vendor.baseUrl}?${query}`, init);
    const body = await reply.text();
    return { status: reply.status, body, json: () => JSON.parse(body), headers: reply.headers };
  };
  const keyed = (query: string) => ask(`api_key=k&${query}`);
  return { vendor, ask, keyed };
}

describe('the simulated Tiger SMS', () => {
  it('refuses a key with 401 in one word, takes POST, and tells the balance in two forms', async () => {
    const { ask, keyed } = await open('tiger');
    expect(await ask('api_key=wrong&action=getBalance')).toMatchObject({ status: 401, body: 'BAD_KEY' });
    expect(await ask('api_key=k&action=getBalance', { method: 'POST' })).toMatchObject({
      body: 'ACCESS_BALANCE:1000.00',
    });
    expect((await keyed('action=getBalance&format=json')).json()).toEqual({ balance: '1000.0000', currency: 840 });
  });

  it('prints prices as text, countries as a list, and its partners inside a page', async () => {
    const { keyed } = await open('tiger');
    expect((await keyed('action=getPrices')).json()).toEqual({ '187': { tg: { cost: '0.2500', count: 400 } } });
    expect((await keyed('action=getPricesV2&service=tg&country=187')).json()).toEqual({
      '187': { tg: { prices: { '0.2500': 400 }, has_multi: { '0.2500': true } } },
    });
    expect((await keyed('action=getPricesV3&service=tg&country=187')).json()['187'].tg).toMatchObject({
      price: 0.25,
      providers: { '14': { price: [0.25] } },
    });
    expect((await keyed('action=getCountries')).json()).toMatchObject([{ id: 187 }]);
    expect((await keyed('action=getProviders')).body).toMatch(/^<html>.*\[\{"id":14,.*<\/html>$/);
    expect(await keyed('action=getNumbersStatus&country=187')).toMatchObject({ status: 200, body: 'BAD_ACTION' });
  });

  it('says no in words at the old actions and in JSON with 200 at the newer ones', async () => {
    const { keyed } = await open('tiger', { balance: '0.1000' });
    expect(await keyed('action=getNumber&service=zz&country=187')).toMatchObject({ status: 200, body: 'BAD_SERVICE' });
    const second = await keyed('action=getNumberV2&service=zz&country=187');
    expect([second.status, second.json()]).toEqual([
      200,
      { title: 'BAD_SERVICE', details: 'This service/country combination is not available' },
    ]);
    expect(await keyed('action=getNumber&service=tg&country=187&maxPrice=0.1')).toMatchObject({ body: 'NO_NUMBERS' });
    const broke = await keyed('action=getNumberV2&service=tg&country=187');
    expect([broke.status, broke.json()]).toEqual([402, { title: 'NO_BALANCE', details: 'Payment Required' }]);
    expect((await keyed('action=getStatusV2&id=1')).status).toBe(404);
    expect((await keyed('action=getStatus&id=1')).body).toBe('NO_ACTIVATION');
  });

  it('names the age at which a number may go, and shows a canceled one in its own words', async () => {
    const { vendor, keyed } = await open('tiger');
    const { activationId } = (await keyed('action=getNumberV2&service=tg&country=187')).json();
    expect((await keyed(`action=setStatus&status=-1&id=${activationId}`)).json()).toMatchObject({
      title: 'EARLY_CANCEL_DENIED',
      info: { minActivationTime: 120 },
    });
    expect((await keyed('action=getActiveActivations')).json()).toMatchObject({ data: [{ activationStatus: '1' }] });
    vendor.advance(120_000);
    expect((await keyed(`action=setStatusV2&status=8&id=${activationId}`)).json()).toEqual({ status: 'success' });
    expect((await keyed(`action=getStatus&id=${activationId}`)).body).toBe('ACCESS_CANCEL');
    expect((await keyed('action=getActiveActivations')).json()).toEqual({ status: 'success', data: [] });
  });

  it('shows the whole text to who asks for it', async () => {
    const { vendor, keyed } = await open('tiger');
    const [, id, phone] = (await keyed('action=getNumber&service=tg&country=187')).body.split(':');
    expect((await keyed(`action=getStatusV2&id=${id}`)).json()).toEqual({ verificationType: 0, sms: null });
    vendor.receive(phone!, 'Telegram code 1234');
    expect((await keyed(`action=getStatus&full_text=1&id=${id}`)).body).toBe('STATUS_OK:Telegram code 1234');
    expect((await keyed(`action=getStatusV2&id=${id}`)).json()).toMatchObject({ sms: { code: '1234' } });
  });
});

describe('the simulated SMSBower', () => {
  it('answers GET alone, and a wrong key with 401', async () => {
    const { ask } = await open('bower');
    const posted = await ask('api_key=k&action=getBalance', { method: 'POST' });
    expect([posted.status, posted.json()]).toEqual([
      405,
      {
        status: 0,
        message: 'The POST method is not supported for route stubs/handler_api.php. Supported methods: GET, HEAD.',
        data: [],
      },
    ]);
    const refused = await ask('api_key=wrong&action=getBalance');
    expect([refused.status, refused.json()]).toEqual([401, { status: 0, message: 'No access', data: [] }]);
  });

  it('has no lists of orders or stock, and a country without an id in its whole tables', async () => {
    const { keyed } = await open('bower');
    for (const action of ['getActiveActivations', 'getNumbersStatus', 'getFullSms'])
      expect(await keyed(`action=${action}`)).toMatchObject({ status: 200, body: 'BAD_ACTION' });
    expect(Object.keys((await keyed('action=getPrices')).json()).sort()).toEqual(['', '187']);
    expect((await keyed('action=getPrices&country=187')).json()).toEqual({ '187': { tg: { cost: 0.25, count: 400 } } });
    expect((await keyed('action=getPrices&country=9999')).json()).toEqual({ error: 'Bad country' });
    expect((await keyed('action=getCountries')).json()).toMatchObject({ '187': { id: '187' }, '': { id: null } });
    expect((await keyed('action=getOperators&country=9999')).json()).toEqual({
      status: 'success',
      countryOperators: [],
    });
    expect((await keyed('action=getPricesV2&service=tg&country=187')).json()).toEqual({
      '187': { tg: { '0.25': 400 } },
    });
    expect((await keyed('action=getNumber&service=zz&country=187')).body).toBe('WRONG_SERVICE');
  });

  it('does not repeat the old code while the next one is waited for', async () => {
    const { vendor, keyed } = await open('bower');
    const [, id, phone] = (await keyed('action=getNumber&service=tg&country=187')).body.split(':');
    vendor.receive(phone!, 'code 1234');
    expect((await keyed(`action=setStatus&status=3&id=${id}`)).body).toBe('ACCESS_RETRY_GET');
    expect((await keyed(`action=getStatus&id=${id}`)).body).toBe('STATUS_WAIT_RESEND');
  });
});

describe('the simulated DaisySMS', () => {
  it('tells price and text in headers, and takes the key in one', async () => {
    const { vendor, keyed, ask } = await open('daisy');
    const bought = await keyed('action=getNumber&service=tg&country=187&max_price=0.25');
    expect(bought.headers.get('x-price')).toBe('0.25');
    const [, id, phone] = bought.body.split(':');
    vendor.receive(phone!, 'code 1234\nbye');
    const read = await ask(`action=getStatus&text=1&id=${id}`, { headers: { 'X-ApiKey': 'k' } });
    expect([read.body, read.headers.get('x-text')]).toEqual(['STATUS_OK:1234', 'code 1234 bye']);
    expect((await keyed(`action=getStatus&id=${id}`)).headers.get('x-text')).toBeNull();
  });

  it('asks a fifth more for a wanted carrier, and keeps to the ceiling', async () => {
    const { vendor, keyed } = await open('daisy');
    const wish = 'action=getNumber&service=tg&country=187&carriers=tmo';
    expect((await keyed(`${wish}&max_price=0.29`)).body).toBe('MAX_PRICE_EXCEEDED');
    expect((await keyed(`${wish}&maxPrice=0.3`)).headers.get('x-price')).toBe('0.30');
    expect(vendor.upstreamOrders.spent).toBe(3000n);
  });

  it('says ACCESS_READY to a cancel that came too late, and keeps the money', async () => {
    const { vendor, keyed } = await open('daisy');
    const [, id, phone] = (await keyed('action=getNumber&service=tg&country=187')).body.split(':');
    vendor.receive(phone!, 'code 1234');
    expect((await keyed(`action=setStatus&status=8&id=${id}`)).body).toBe('ACCESS_READY');
    expect(vendor.upstreamOrders.refunded).toBe(0n);
  });

  it('shows no more than a hundred numbers, names beside prices, and its own words for a no', async () => {
    const { keyed } = await open('daisy', { balance: '0.2600', openAllowed: 1 });
    expect((await keyed('action=getPrices')).json()).toEqual({
      '187': { tg: { name: 'Telegram', cost: 0.25, count: 100 } },
    });
    expect((await keyed('action=getPricesVerification')).json()).toEqual({
      tg: { '187': { count: 400, price: '0.25' } },
    });
    expect((await keyed('action=getNumberV2&service=tg&country=187')).body).toBe('BAD_ACTION');
    await keyed('action=getNumber&service=tg&country=187');
    expect((await keyed('action=getNumber&service=tg&country=187')).body).toBe('TOO_MANY_ACTIVE_RENTALS');
    const poor = await open('daisy', { balance: '0.1000' });
    expect((await poor.keyed('action=getNumber&service=tg&country=187')).body).toBe('NO_MONEY');
  });
});
