import {
  ActivationNotFoundError,
  ApiJsonError,
  AuthenticationError,
  BannedError,
  EarlyCancelError,
  HeroSMSClient,
  HeroSMSError,
  NoBalanceError,
  NoNumbersError,
  WrongMaxPriceError,
} from 'hero-sms';
import type { HandlerDialect, HandlerVendor } from '../../src/sandbox/vendors';
import { startHandlerVendor } from '../../src/sandbox/vendors';

const catalogue = [
  { service: 'tg', country: '2', cost: '0.2500', count: 30, operators: ['beeline', 'tele2'] },
  { service: 'tg', country: '49', cost: '0.5000', count: 50 },
  { service: 'wa', country: '49', cost: '1.0000', count: 0 },
];
const vendors: HandlerVendor[] = [];
afterEach(() => Promise.all(vendors.splice(0).map((vendor) => vendor.stop())));

async function open(dialect: HandlerDialect, key = 'k', more: { balance?: string; openAllowed?: number } = {}) {
  const vendor = await startHandlerVendor({ name: dialect, dialect, apiKey: 'k', catalogue, ...more });
  vendors.push(vendor);
  return { vendor, client: new HeroSMSClient({ apiKey: key, baseUrl: vendor.baseUrl }) };
}

/** What the client makes of a no that has an HTTP code of its own: the raw answer. */
const rawAnswer = async (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    ({ response }: { response?: { status: number; data: unknown } }) => [response?.status, response?.data],
  );

/** A client from npm, unmodified, against the simulated shops. */
describe('the client hero-sms', () => {
  it.each(['classic', 'hero', 'tiger'] as const)('buys, waits, reads the code and finishes (%s)', async (dialect) => {
    const { vendor, client } = await open(dialect);
    expect(await client.getBalance()).toBe(1000);
    const { activationId, phoneNumber } = await client.getNumber({ service: 'tg', country: 49, maxPrice: 0.5 });
    expect(phoneNumber).toMatch(/^371\d{8}$/);
    expect(await client.getStatus(activationId)).toEqual({ status: 'STATUS_WAIT_CODE' });
    vendor.receive(phoneNumber, 'Your code is 012345');
    expect(await client.getStatus(activationId)).toEqual({ status: 'STATUS_OK', code: '012345' });
    expect(await client.requestResend(activationId)).toBe('ACCESS_RETRY_GET');
    expect(await client.getStatus(activationId)).toEqual({ status: 'STATUS_WAIT_RETRY', code: '012345' });
    vendor.receive(phoneNumber, 'Your code is 777');
    vendor.receive(phoneNumber, 'Your code is 7788');
    expect(await client.complete(activationId)).toBe('ACCESS_ACTIVATION');
    expect(await client.getStatus(activationId)).toEqual({ status: 'STATUS_CANCEL' });
    expect(vendor.upstreamOrders).toEqual({ bought: 1, spent: 5000n, refunded: 0n });
  });

  it('buys in the second form, sees the order in the list and in its SMS, and finishes it by name', async () => {
    const { vendor, client } = await open('hero');
    const order = await client.getNumberV2({ service: 'tg', country: 2, operator: 'tele2' });
    expect(order).toMatchObject({
      activationCost: 0.25,
      countryCode: 2,
      countryPhoneCode: 7,
      canGetAnotherSms: true,
      activationOperator: 'tele2',
    });
    expect(new Date(order.activationEndTime).getTime() - new Date(order.activationTime).getTime()).toBe(1_200_000);
    expect((await client.getActiveActivations({ limit: 10 })).data).toMatchObject([
      { activationId: order.activationId, phoneNumber: order.phoneNumber, serviceCode: 'tg', smsCode: null },
    ]);
    vendor.receive(order.phoneNumber, 'Your code is 4711');
    expect(await client.getStatusV2(Number(order.activationId))).toMatchObject({ data: { code: '4711' } });
    expect(await client.getAllSms({ id: order.activationId })).toMatchObject({
      data: [{ code: '4711', text: 'Your code is 4711', service: 'tg', type: 'sms' }],
      meta: { total: 1, service: 'tg' },
    });
    await client.finishActivation(order.activationId);
    expect(await client.getHistory({ size: 10 })).toMatchObject([
      { phone: order.phoneNumber, status: '6', cost: 0.25 },
    ]);
  });

  it('gives a number back and gets the money, in both forms', async () => {
    const { vendor, client } = await open('hero');
    const [first, second] = [
      await client.getNumber({ service: 'tg', country: 49 }),
      await client.getNumberV2({ service: 'tg', country: 49 }),
    ];
    vendor.advance(120_000);
    expect(await client.cancel(first.activationId)).toBe('ACCESS_CANCEL');
    await client.cancelActivation(second.activationId);
    expect(vendor.upstreamOrders.refunded).toBe(10_000n);
  });

  it('reads prices, countries, services, operators and the best countries', async () => {
    const { client } = await open('hero');
    expect(await client.getPrices({ service: 'tg', country: 2 })).toEqual({
      '2': { tg: { cost: 0.25, count: 30, physicalCount: 30 } },
    });
    expect(await client.getCountries()).toMatchObject({ '49': { id: 49, eng: 'Latvia', visible: 1, retry: 1 } });
    expect((await client.getServicesList({ country: 49 })).services).toEqual([
      { code: 'tg', name: 'Telegram' },
      { code: 'wa', name: 'WhatsApp' },
    ]);
    expect((await client.getOperators(2)).countryOperators).toEqual({ '2': ['beeline', 'tele2'] });
    expect(await client.getTopCountriesByService({ service: 'tg' })).toMatchObject({
      '0': { country: 49, count: 50, price: 0.5 },
      '1': { country: 2, count: 30, price: 0.25 },
    });
    expect(await client.getTopCountriesByServiceRank({})).toMatchObject({ tg: { '0': { country: 49 } } });
  });

  it('understands each no of a shop that says it in words', async () => {
    const { vendor, client } = await open('classic');
    const buy = (more = {}) => client.getNumber({ service: 'tg', country: 49, ...more });
    await expect(buy({ service: 'wa' })).rejects.toThrow(NoNumbersError);
    await expect(buy({ service: 'zz' })).rejects.toMatchObject({ code: 'BAD_SERVICE' });
    await expect(buy({ maxPrice: 0.49 })).rejects.toMatchObject({ code: 'WRONG_MAX_PRICE', minimumPrice: 0.5 });
    await expect(buy({ maxPrice: 0.49 })).rejects.toThrow(WrongMaxPriceError);
    await expect(client.getStatus(1)).rejects.toThrow(ActivationNotFoundError);
    await expect(client.getOperators(9999)).rejects.toMatchObject({ code: 'OPERATORS_NOT_FOUND' });
    // The client takes the word for an empty list for the shorter one; the answer itself is the documented one.
    await expect(client.getActiveActivations()).rejects.toMatchObject({ rawResponse: 'NO_ACTIVATIONS' });
    const { activationId } = await buy();
    await expect(client.cancel(activationId)).rejects.toThrow(EarlyCancelError);
    await expect(client.complete(activationId)).rejects.toMatchObject({ code: 'BAD_STATUS' });
    await expect(client.reactivate(String(activationId))).rejects.toMatchObject({ code: 'BAD_ACTION' });
    vendor.ban(vendor.now() + 60_000);
    await expect(client.getBalance()).rejects.toThrow(BannedError);
    const stranger = await open('classic', 'wrong');
    await expect(stranger.client.getBalance()).rejects.toThrow(AuthenticationError);
    const crowded = await open('classic', 'k', { openAllowed: 0 });
    await expect(crowded.client.getNumber({ service: 'tg', country: 49 })).rejects.toMatchObject({
      code: 'CHANNELS_LIMIT',
    });
  });

  it('understands a no in JSON where its status is 200', async () => {
    const { client } = await open('tiger');
    const wish = { service: 'tg', country: 49 };
    await expect(client.getNumberV2({ ...wish, service: 'zz' })).rejects.toThrow(ApiJsonError);
    await expect(client.getNumberV2({ ...wish, service: 'wa' })).rejects.toThrow(NoNumbersError);
    const { activationId } = await client.getNumberV2(wish);
    await expect(client.cancel(Number(activationId))).rejects.toThrow(EarlyCancelError);
  });

  it('is given real HTTP codes by the shop it was made for, which it passes on raw', async () => {
    const { vendor, client } = await open('hero', 'k', { balance: '0.1000' });
    const buy = (more = {}) => client.getNumberV2({ service: 'tg', country: 49, ...more });
    expect(await rawAnswer(buy())).toEqual([402, { title: 'NO_BALANCE', details: 'Payment Required' }]);
    expect(await rawAnswer(buy({ maxPrice: 0.4 }))).toEqual([
      400,
      {
        title: 'WRONG_MAX_PRICE',
        details: 'The maximum price is less than the permitted price',
        info: { min: 0.5 },
      },
    ]);
    expect((await rawAnswer(buy({ service: 'zz' })))?.[0]).toBe(422);
    expect((await rawAnswer(client.getStatus(1)))?.[0]).toBe(404);
    expect((await rawAnswer(client.getRentPrices({ service: 'tg' })))?.[0]).toBe(404);
    await expect(client.getNumber({ service: 'wa', country: 49 })).rejects.toThrow(NoNumbersError);
    vendor.setBalance(10_000n);
    const { activationId } = await buy();
    expect((await rawAnswer(client.cancelActivation(activationId)))?.[0]).toBe(409);
    const stranger = await open('hero', 'wrong');
    expect((await rawAnswer(stranger.client.getBalance()))?.[0]).toBe(401);
    vendor.faults.next({ kind: 'status', status: 200, body: '{"title":"NO_BALANCE","details":"Payment Required"}' });
    await expect(buy()).rejects.toThrow(NoBalanceError);
  });

  it('says when it does not understand', async () => {
    const { vendor, client } = await open('classic');
    vendor.faults.next({ kind: 'html' });
    await expect(client.getBalance()).rejects.toThrow(HeroSMSError);
  });
});
