import { readPurchase as readFiveSim } from '../../src/providers/five-sim/read-order';
import { readActive } from '../../src/providers/handler-api/read-active';
import { readPurchase, readStatus, readStatusV2 } from '../../src/providers/handler-api/read-order';
import { readHandlerWebhook } from '../../src/providers/handler-api/read-webhook';
import { readNationalPhone, readPhone, readSoldPhone } from '../../src/providers/kit/phones';
import { withoutMarkup } from '../../src/providers/kit/shown-sms';
import { readSpanMs } from '../../src/providers/kit/values';
import { readSms as readPvaSms } from '../../src/providers/sms-pva/read-order';
import { readCode } from '../../src/providers/vak-sms/read-answer';

const answer = (body: string) => ({ status: 200, body, headers: {} });

describe('a number as shops write it', () => {
  it.each([
    ['Mexico with the old 1', 'ACCESS_NUMBER:7:5215512345678', '525512345678', undefined],
    ['Mexico without it', 'ACCESS_NUMBER:7:525512345678', '525512345678', undefined],
    ['Benin with its old 8 digits', 'ACCESS_NUMBER:7:22997123456', '2290197123456', undefined],
    ['Benin with 10 digits', 'ACCESS_NUMBER:7:2290197123456', '2290197123456', undefined],
    ['a price behind it', 'ACCESS_NUMBER:7:37120000001:0.25', '37120000001', 2500n],
    ['something else behind it', 'ACCESS_NUMBER:7:37120000001:15', '37120000001', undefined],
    ['a number that seems short, with an end mark', 'ACCESS_NUMBER:7:22507123456:0.25', '22507123456', 2500n],
    ['a leading 00', 'ACCESS_NUMBER:7:0037120000001', '37120000001', undefined],
    ['a plus and markup', 'ACCESS_NUMBER:7:+37120000001<br>', '37120000001', undefined],
    ['more digits than the country has', 'ACCESS_NUMBER:7:371200000011', '371200000011', undefined],
    ['quotes around it all', '"ACCESS_NUMBER:7:37120000001"', '37120000001', undefined],
  ])('is understood: %s', (_name, body, phone, cost) => {
    expect(readPurchase(answer(body))).toMatchObject({ kind: 'acquired', orderId: '7', phone, cost });
  });

  it.each(['ACCESS_NUMBER:7:3712000', 'ACCESS_NUMBER:7:22901971234', 'ACCESS_NUMBER:7:', 'ACCESS_NUMBER:7'])(
    '%s may be cut off: only the list of orders can tell',
    (body) => expect(readPurchase(answer(body))).toMatchObject({ fault: 'unknown_outcome' }),
  );

  it('is the same in a purchase, in a list, and at every other shop', () => {
    const list = '{"status":"success","data":[{"activationId":"7","phoneNumber":"5215512345678"}]}';
    expect(readActive(answer(list))).toMatchObject({ rows: [{ phone: '525512345678' }] });
    const sale = { id: 7, phone: '+22997123456', status: 'PENDING' };
    expect(readFiveSim(answer(JSON.stringify(sale)))).toMatchObject({ phone: '2290197123456' });
    expect(readNationalPhone('5512345678', 'MX')).toBe('525512345678');
    expect(readNationalPhone('15512345678', 'MX')).toBe('525512345678');
    expect(readNationalPhone('97123456', 'BJ')).toBe('2290197123456');
    expect(readNationalPhone('22997123456', 'BJ')).toBe('2290197123456');
    expect(readNationalPhone('0037120000001', 'LV')).toBe('37120000001');
    expect(readNationalPhone('12', 'BJ')).toBeUndefined();
    expect(readSoldPhone('+371 (0)20000106')).toBe('37120000106');
  });

  it('of our own stays as it was imported', () => {
    expect(readPhone('+5215512345678')).toBe('5215512345678');
  });
});

describe('a code with markup around it', () => {
  it.each([
    ['STATUS_OK:12345<br>', '12345'],
    ['STATUS_OK:<b>12345</b>', '12345'],
    ['STATUS_OK:Your code<br/>12345', 'Your code\n12345'],
    ['STATUS_OK:<#> 12345 is your code', '<#> 12345 is your code'],
    ['STATUS_OK:12345 <https://t.me/login/12345>', '12345 <https://t.me/login/12345>'],
    ['STATUS_OK:<b>A &amp; B: 12345</b>', 'A & B: 12345'],
  ])('%s is read without it', (body, value) => {
    expect(readStatus(answer(body))).toMatchObject({ kind: 'code', value });
  });

  it('is the same SMS in the status, the list and the webhook', () => {
    const row = '{"status":"success","data":[{"activationId":"7","phoneNumber":"37120000001","smsCode":"12345<br>"}]}';
    expect(readActive(answer(row))).toMatchObject({ rows: [{ values: ['12345'] }] });
    expect(readStatusV2(answer('{"sms":{"code":"12345<br>","text":"code 12345<br>"}}'))).toMatchObject({
      ...{ value: '12345', text: 'code 12345' },
    });
    expect(readHandlerWebhook('{"activationId":7,"code":"12345<br />"}')).toMatchObject({ message: { code: '12345' } });
    expect(readPvaSms({ code: '12345<br>' })).toEqual({ code: '12345', text: undefined });
    expect(readCode(answer('{"smsCode":"12345<br>"}'))).toEqual({ kind: 'code', value: '12345' });
    expect(withoutMarkup('<br>')).toBe('');
  });
});

describe('a code that was spoken', () => {
  it.each([
    ['{"verificationType":2,"sms":null,"call":{"from":"79991234567","text":"code 4567","code":"4567"}}', '4567'],
    ['{"verificationType":1,"call":{"from":"79991234567","code":"4567"}}', '4567'],
    ['{"call":{"text":"four five six seven"}}', 'four five six seven'],
    ['{"verificationType":0,"sms":{},"call":{"code":"4567"}}', '4567'],
    ['{"verificationType":0,"sms":{"code":"1111","text":"1111"},"call":{"code":"4567"}}', '1111'],
  ])('%s is read as the code', (body, value) => {
    expect(readStatusV2(answer(body))).toMatchObject({ kind: 'code', value });
  });

  it('is waited for while the call has not come', () => {
    expect(readStatusV2(answer('{"verificationType":2,"sms":null,"call":{"from":null}}'))).toEqual({ kind: 'waiting' });
  });
});

describe('the time that a shop gives an order', () => {
  it.each([
    ['2026-02-18T16:11:33+00:00', '2026-02-18T16:51:33+00:00', 40],
    ['2026-02-18T16:11:33.000000Z', '2026-02-18T19:56:33+03:00', 45],
    ['2026-02-18 16:11:33', '2026-02-18 17:11:33', 60],
  ])('from %s to %s is %i minutes', (from, to, minutes) => {
    expect(readSpanMs(from, to)).toBe(minutes * 60_000);
  });

  it.each([
    ['2026-02-18 16:11:33', '2026-02-18T16:51:33+00:00'],
    ['2026-02-18T16:11:33Z', '2026-02-18 16:51:33'],
    ['2026-02-18T16:51:33Z', '2026-02-18T16:11:33Z'],
    ['2026-02-18T16:51:33Z', '2027-02-18T16:11:33Z'],
    ['soon', 'later'],
    [undefined, '2026-02-18T16:11:33Z'],
  ])('from %s to %s is nothing to count on', (from, to) => {
    expect([undefined]).toContain(readSpanMs(from, to));
  });
});
