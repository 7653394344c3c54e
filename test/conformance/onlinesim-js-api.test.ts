import OnlineSimDriver from 'onlinesim-js-api';
import type { OnlineSimVendor } from '../../src/sandbox/vendors';
import { startOnlineSimVendor } from '../../src/sandbox/vendors';

const catalogue = [
  { service: 'telegram', country: '371', cost: '0.2500', count: 3 },
  { service: 'facebook', country: '46', cost: '0.1400', count: 0 },
];

/** The vendor's own client for JavaScript, unmodified, against the simulated vendor. */
describe('the client onlinesim-js-api', () => {
  let vendor: OnlineSimVendor;
  const client = (key = 'k') => new OnlineSimDriver(key, 'en').setBase(vendor.baseUrl);
  beforeEach(async () => {
    vendor = await startOnlineSimVendor({ name: 'onlinesim', apiKey: 'k', catalogue, balance: '1.0000' });
  });
  afterEach(() => vendor.stop());

  it('buys a number, waits, and reads code and text', async () => {
    const numbers = client().numbers();
    const { tzid, number } = await numbers.getWithNumber('telegram', 371);
    expect(number).toMatch(/^\+371\d{8}$/);
    expect(await numbers.stateOne(tzid)).toMatchObject({
      tzid,
      number,
      response: 'TZ_NUM_WAIT',
      country: 371,
      service: 'Telegram',
    });
    vendor.receive(number.slice(1), 'Your code: 012345, keep it');
    expect(await numbers.stateOne(tzid)).toMatchObject({
      response: 'TZ_NUM_ANSWER',
      msg: [{ msg: '012345' }, { msg: '012345' }],
    });
    expect(await numbers.stateOne(tzid, 0, false)).toMatchObject({ msg: 'Your code: 012345, keep it' });
    expect(await numbers.state()).toMatchObject([{ tzid }]);
    expect(await numbers.close(tzid)).toBe(true);
    expect(await numbers.stateOne(tzid)).toMatchObject({ response: 'TZ_OVER_OK' });
    expect(vendor.balance).toBe(7_500n);
  });

  it('waits for a code by itself and closes the operation', async () => {
    const numbers = client().numbers();
    const tzid = await numbers.get('telegram', 371);
    vendor.receive(vendor.orders()[0]!.phone, 'code 4711');
    expect(await numbers.wait_code(tzid, 0)).toBe('4711');
    expect(vendor.orders()[0]!.phase).toBe('finished');
  });

  it('asks for the next SMS', async () => {
    const numbers = client().numbers();
    const tzid = await numbers.get('telegram', 371);
    const { phone } = vendor.orders()[0]!;
    vendor.receive(phone, 'code 1111');
    expect(await numbers.next(tzid)).toBe(true);
    expect(await numbers.stateOne(tzid)).toMatchObject({ response: 'TZ_NUM_WAIT' });
    vendor.receive(phone, 'code 2222');
    expect(await numbers.stateOne(tzid)).toMatchObject({
      msg: ['2222', '2222', '1111', '1111'].map((msg) => ({ msg })),
    });
  });

  it('gives a number back after two minutes, and gets the money', async () => {
    const numbers = client().numbers();
    const tzid = await numbers.get('telegram', 371);
    await expect(numbers.ban(tzid)).rejects.toThrow('NO_COMPLETE_TZID');
    vendor.advance(120_000);
    expect(await numbers.ban(tzid)).toBe(true);
    expect(vendor.balance).toBe(10_000n);
  });

  it('reads balance, price and tariffs', async () => {
    expect(Number((await client().user().balance()).balance)).toBe(1);
    const numbers = client().numbers();
    expect(Number(await numbers.price('telegram', 371))).toBe(0.25);
    const one = await numbers.tariffsOne(371);
    expect(one).toMatchObject({
      name: 'Latvia',
      code: 371,
      services: { service_telegram: { count: 3, price: 0.25, slug: 'telegram' } },
    });
    expect(await numbers.tariffs()).toMatchObject({ '371': { services: one.services }, '46': { code: 46 } });
    await numbers.get('telegram', 371);
    expect(await numbers.service()).toEqual(['telegram']);
  });

  it.each([
    ['a wrong key', (n: Numbers) => n.state(), 'ERROR_WRONG_KEY', 'wrong'],
    ['no operations', (n: Numbers) => n.state(), 'ERROR_NO_OPERATIONS'],
    ['nothing in stock', (n: Numbers) => n.get('facebook', 46), 'NO_NUMBER'],
    ['an unknown service', (n: Numbers) => n.get('nothing', 46), 'ERROR_NO_SERVICE'],
    ['an unknown country', (n: Numbers) => n.get('telegram', 999), 'ERROR_PARAMS'],
    ['an unknown operation', (n: Numbers) => n.close(1), 'ERROR_WRONG_TZID'],
    ['no number for a repeat', (n: Numbers) => n.repeat('telegram', 371), 'ERROR_NO_SERVICE_REPEAT'],
    ['no numbers of a service', (n: Numbers) => n.serviceNumber('telegram'), 'SERVICE_TO_NUMBER_EMPTY'],
  ])('is told of %s by the word it expects', async (_what, ask, word, key = 'k') => {
    await expect(ask(client(key).numbers())).rejects.toThrow(word);
  });

  it('is told of an empty account, and of too many open numbers', async () => {
    vendor.setBalance(100n);
    await expect(client().numbers().get('telegram', 371)).rejects.toThrow('WARNING_LOW_BALANCE');
    await vendor.stop();
    vendor = await startOnlineSimVendor({ name: 'o', apiKey: 'k', catalogue, openAllowed: 1 });
    await client().numbers().get('telegram', 371);
    await expect(client().numbers().get('telegram', 371)).rejects.toThrow('EXCEEDED_CONCURRENT_OPERATIONS');
  });
});

type Numbers = ReturnType<OnlineSimDriver['numbers']>;
