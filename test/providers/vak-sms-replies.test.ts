import {
  readBalance,
  readCode,
  readCountries,
  readPrice,
  readPrices,
  readPurchase,
  readStatus,
} from '../../src/providers/vak-sms/read-answer';

const answer = (body: unknown, status = 200) => ({
  ...{ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) },
});
const outcome = (reply: { kind: string; fault?: string }) => reply.fault ?? reply.kind;

describe('what VAK-SMS answers', () => {
  it('gives a phone as a number or as a text, under an id that is a text', () => {
    const sold = { kind: 'acquired', orderId: '3adb61376b8f4adb90d6e758cf8084fd', phone: '79991112233' };
    const idNum = sold.orderId;
    expect(readPurchase(answer({ tel: 79_991_112_233, idNum }))).toEqual(sold);
    expect(readPurchase(answer({ tel: '+7 999 111-22-33', idNum }))).toEqual(sold);
  });

  it.each([
    ['apiKeyNotFound', 'auth'],
    ['noMoney', 'balance_empty'],
    ['noNumber', 'out_of_stock'],
    ['noService', 'mapping'],
    ['noCountry', 'mapping'],
    ['noOperator', 'mapping'],
    ['badService', 'mapping'],
    ['badData', 'mapping'],
    ['badStatus', 'unknown_outcome'],
    ['idNumNotFound', 'unknown_outcome'],
    ['aWordOfTomorrow', 'unknown_outcome'],
  ])('refuses a purchase with %s: %s', (error, fault) => {
    expect(readPurchase(answer({ error }))).toMatchObject({ kind: 'fault', fault });
  });

  it.each([
    ['two numbers for two services', answer([{ tel: 79_991_112_233, idNum: 'a', service: 'tg' }])],
    ['a sale without a phone', answer({ idNum: 'a' })],
    ['a sale without an id', answer({ tel: 79_991_112_233 })],
    ['a sale that the gateway calls an error', answer({ tel: 79_991_112_233, idNum: 'a' }, 502)],
    ['half a sale', answer('{"tel":79991112233,"idN')],
  ])('leaves the outcome unknown with %s', (_what, reply) => {
    expect(readPurchase(reply)).toMatchObject({ fault: 'unknown_outcome' });
  });

  it('waits with null, and shows the last code of a list', () => {
    expect(readCode(answer({ smsCode: null }))).toEqual({ kind: 'waiting' });
    expect(readCode(answer({ smsCode: [] }))).toEqual({ kind: 'waiting' });
    expect(readCode(answer({ smsCode: '0123' }))).toEqual({ kind: 'code', value: '0123' });
    expect(readCode(answer({ smsCode: ['0123', '4567'] }))).toEqual({ kind: 'code', value: '4567' });
    expect(readCode(answer({}))).toMatchObject({ fault: 'unavailable' });
    expect(readCode(answer({ error: 'idNumNotFound' }))).toMatchObject({ fault: 'gone' });
  });

  it('says yes in two forms, and a no as a status or as an error', () => {
    expect(readStatus(answer({ status: 'ready' }))).toEqual({ kind: 'done' });
    expect(readStatus(answer({ status: 'update' }))).toEqual({ kind: 'done' });
    expect(readStatus(answer({ status: 'smsReceived' }))).toEqual({ kind: 'has_code' });
    expect(readStatus(answer({ error: 'smsReceived' }))).toEqual({ kind: 'has_code' });
    expect(readStatus(answer({ status: 'waitSMS' }))).toMatchObject({ kind: 'too_early' });
    const rest = [{ error: 'badStatus' }, { error: 'idNumNotFound' }, { status: 'hm' }, {}];
    expect(rest.map((one) => outcome(readStatus(answer(one))))).toEqual([
      'wrong_state',
      'gone',
      'unknown_outcome',
      'unknown_outcome',
    ]);
  });

  it('has prices for one country, and a price of 0 where it has no offer', () => {
    expect(readBalance(answer({ balance: 152.505_19 }))).toEqual({ kind: 'balance', amount: 1_525_051n });
    expect(readPrice(answer({ tg: 100, price: 20 }))).toEqual({ kind: 'price', price: 200_000n });
    expect(readPrice(answer({ tg: 0, price: 0 }))).toMatchObject({ fault: 'out_of_stock' });
    expect(readPrices('ru', answer({ tg: { count: '7', price: '20.5' }, wa: { count: 1 } }))).toEqual({
      kind: 'table',
      rows: [{ serviceCode: 'tg', countryCode: 'ru', cost: 205_000n, count: 7 }],
      unreadable: ['count: number'],
    });
    expect(readCountries(answer([{ countryName: 'Russia', countryCode: 'ru', operatorList: [] }, 7]))).toEqual({
      kind: 'countries',
      codes: ['ru'],
    });
  });
});
