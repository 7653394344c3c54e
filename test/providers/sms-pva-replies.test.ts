import { readClear, readClose, readOrders, readPurchase, readStatus } from '../../src/providers/sms-pva/read-order';
import { readBalance, readCounts, readPrice, readPrices } from '../../src/providers/sms-pva/read-tables';

const answer = (body: unknown, status = 200) => ({
  ...{ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) },
});
const refusal = (statusCode: number) =>
  answer({ statusCode, error: { type: 'X', description: 'some words' } }, statusCode);
const fault = (kind: string) => expect.objectContaining({ kind: 'fault', fault: kind });
const outcome = (reply: { kind: string; fault?: string }) => reply.fault ?? reply.kind;

const SOLD = { orderId: 123456, phoneNumber: 9876544321, countryCode: 'RU', orderExpireIn: 600 };

describe('replies recorded from SMSPVA', () => {
  it('O6: puts the calling code of the country before the phone', () => {
    expect(readPurchase(answer({ statusCode: 200, data: SOLD }))).toEqual({
      kind: 'acquired',
      orderId: '123456',
      phone: '79876544321',
      lifetimeMs: 600_000,
    });
    const british = { ...SOLD, countryCode: 'UK', phoneNumber: '7400123456' };
    expect(readPurchase(answer({ statusCode: 200, data: british }))).toMatchObject({ phone: '447400123456' });
  });

  it.each([
    [401, 'auth'],
    [405, 'mapping'],
    [406, 'unknown_outcome'],
    [407, 'balance_empty'],
    [411, 'rate_limited'],
    [500, 'unknown_outcome'],
    [501, 'out_of_stock'],
    [502, 'out_of_stock'],
    [503, 'unavailable'],
    [599, 'unknown_outcome'],
  ])('%i answers a purchase by what is written in it', (code, kind) => {
    expect(readPurchase(refusal(code))).toEqual(fault(kind));
  });

  it.each([
    ['a page of the gateway', answer('<html>502 Bad Gateway</html>', 502)],
    ['a sale without a country', answer({ statusCode: 200, data: { ...SOLD, countryCode: undefined } })],
    ['a sale in a country that is none', answer({ statusCode: 200, data: { ...SOLD, countryCode: 'ZZ' } })],
    ['a phone too short for the country', answer({ statusCode: 200, data: { ...SOLD, phoneNumber: 12 } })],
    ['a bare word', answer('OK')],
    ['half a sale', answer('{"statusCode":200,"data":{"orderId":12')],
  ])('%s leaves the outcome unknown', (_name, reply) => {
    expect(readPurchase(reply)).toEqual(fault('unknown_outcome'));
  });

  it.each([
    ['O6 waiting', answer({ statusCode: 202, error: {} }, 202), { kind: 'waiting' }],
    [
      'waiting without an SMS',
      answer({ statusCode: 200, data: { orderId: 1, orderExpireIn: 5 } }),
      { kind: 'waiting' },
    ],
    [
      'an SMS',
      answer({
        statusCode: 200,
        data: { sms: { code: '0123', fullText: 'code 0123' }, orderId: '1', orderExpireIn: 5 },
      }),
      { kind: 'sms', sms: { code: '0123', text: 'code 0123' } },
    ],
    [
      'an SMS as mere text',
      answer({ statusCode: 200, data: { sms: 'code 0123' } }),
      { kind: 'sms', sms: { text: 'code 0123' } },
    ],
    ['a closed order', refusal(410), { kind: 'ended' }],
    ['an unknown order', refusal(406), fault('gone')],
    ['an SMS that we cannot pay', refusal(407), fault('balance_empty')],
    ['an overload', refusal(503), fault('unavailable')],
    ['a page', answer('<html>'), fault('unavailable')],
  ])('%s is a state', (_name, reply, expected) => {
    expect(readStatus(reply)).toEqual(expected);
  });

  it('reads closings: "not found" may only mean that it is over', () => {
    expect(readClose(answer({ statusCode: 200, data: { orderId: 123456 } }))).toEqual({ kind: 'done' });
    expect([406, 411, 501].map((code) => outcome(readClose(refusal(code))))).toEqual([
      'wrong_state',
      'rate_limited',
      'unknown_outcome',
    ]);
    expect(readClear(answer({ statusCode: 200, data: { orderId: 1, orderExpireIn: 599 } }))).toEqual({ kind: 'done' });
    expect([404, 503, 406].map((code) => outcome(readClear(refusal(code))))).toEqual([
      'wrong_state',
      'wrong_state',
      'gone',
    ]);
  });

  it('reads open orders, and names the rows that it cannot read', () => {
    const row = { ...SOLD, service: 'opt29', status: 'PENDING_SMS' };
    const list = (...orders: unknown[]) => readOrders(answer({ statusCode: 200, data: { orders } }));
    const common = { orderId: '123456', phone: '79876544321', serviceCode: 'opt29', countryCode: 'RU' };
    expect(list(row, { ...row, status: 'CANCELLED', phoneNumber: null })).toEqual({
      kind: 'list',
      orders: [{ ...common, sms: undefined, hasUnseenSms: false }],
    });
    expect(list({ ...row, status: 'SMS_READY' })).toMatchObject({ orders: [{ hasUnseenSms: true }] });
    expect(list()).toEqual({ kind: 'list', orders: [] });
    expect(list({ ...row, countryCode: null }, row)).toMatchObject({
      orders: [common],
      unreadable: [expect.any(String)],
    });
    expect(readOrders(answer({ statusCode: 200, data: {} }))).toEqual(fault('unavailable'));
  });

  it('reads its tables', () => {
    expect(readBalance(answer({ statusCode: 200, data: { balance: 10.5 } }))).toEqual({
      kind: 'balance',
      amount: 105_000n,
    });
    const price = { service: 'opt0', serviceDescription: 'x', price: 0.5, priceByOperators: { att: '1.25' } };
    expect(readPrice(answer({ statusCode: 200, data: price }))).toEqual({ kind: 'price', cost: 12_500n });
    const rows = [
      [{ service: 'opt29', serviceDescription: 'Telegram', country: 'US', price: '0.58' }, { service: 'opt1' }],
    ];
    expect(readPrices(answer({ statusCode: 200, data: rows }))).toEqual({
      kind: 'prices',
      rows: [{ serviceCode: 'opt29', serviceName: 'Telegram', countryCode: 'US', cost: 5_800n }],
      unreadable: ['service: string'],
    });
    const operators = ['att', 'tmobile'].map((operator) => ({
      operator,
      country: 'US',
      services: [{ service: 'opt20', total: 3 }],
    }));
    const counts = readCounts(answer({ statusCode: 200, data: operators }));
    expect(counts).toEqual({ kind: 'counts', counts: new Map([['opt20', 6]]) });
  });
});
