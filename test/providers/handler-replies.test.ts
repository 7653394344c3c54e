import { readActive } from '../../src/providers/handler-api/read-active';
import { readBody } from '../../src/providers/handler-api/read-body';
import {
  readBalance,
  readCatalogueOfPrices,
  readCountries,
  readServices,
} from '../../src/providers/handler-api/read-lists';
import { readClose, readPurchase, readStatus, readStatusV2 } from '../../src/providers/handler-api/read-order';
import { readPrices } from '../../src/providers/handler-api/read-prices';
import { readHandlerWebhook } from '../../src/providers/handler-api/read-webhook';
import { textIdentity } from '../../src/providers/kit/shown-sms';

const answer = (status: number, body: string, headers: Record<string, string> = {}) => ({ status, body, headers });
const fault = (kind: string) => expect.objectContaining({ kind: 'fault', fault: kind });

describe('replies recorded from shops of the handler_api family', () => {
  it.each([
    ['H1', 'ACCESS_BALANCE:12.5085', 125085n],
    ['H2', 'ACCESS_BALANCE:18.739', 187390n],
    ['H3', '{"balance":"4.6820","currency":840}', 46820n],
    ['more places than we count', 'ACCESS_BALANCE:0.99999', 9999n],
  ])('%s is a balance', (_name, body, amount) => {
    expect(readBalance(answer(200, body))).toEqual({ kind: 'balance', amount });
  });

  it.each(['ACCESS_BALANCE:1,5', 'ACCESS_BALANCE:1e3', 'ACCESS_BALANCE:-1', 'ACCESS_BALANCE:', '{"balance":null}'])(
    '%s is no balance that can be trusted',
    (body) => expect(readBalance(answer(200, body))).toEqual(fault('unavailable')),
  );

  it.each([
    ['H4', 'ACCESS_NUMBER:38496653:66846426435', '38496653', '66846426435', undefined],
    ['H5', 'ACCESS_NUMBER:999999:13476711222', '999999', '13476711222', undefined],
    [
      'H6',
      '{"activationId":635468024,"phoneNumber":"79584123456","activationCost":12.50,"currency":840,"countryCode":"2","canGetAnotherSms":"1","activationTime":"2022-06-01 17:30:57","activationOperator":"mtt"}',
      '635468024',
      '79584123456',
      125000n,
    ],
    [
      'H7',
      '{"activationId":"635468024","phoneNumber":"79584000000","activationCost":12.5,"currency":840,"countryCode":6,"countryPhoneCode":62,"canGetAnotherSms":true,"activationTime":"2026-02-18T16:11:33+00:00","activationEndTime":"2026-02-18T18:11:23+00:00","activationOperator":"any"}',
      '635468024',
      '79584000000',
      125000n,
    ],
    ['blanks', 'ACCESS_NUMBER:38496653: 668 46426435 ', '38496653', '66846426435', undefined],
    [
      'an id too long for a number',
      '{"activationId":12345678901234567890,"phoneNumber":79584000000}',
      '12345678901234567890',
      '79584000000',
      undefined,
    ],
  ])('%s is a number', (_name, body, orderId, phone, cost) => {
    expect(readPurchase(answer(200, body))).toMatchObject({ kind: 'acquired', orderId, phone, cost });
  });

  it.each([
    ['H8', 200, 'NO_NUMBERS', 'out_of_stock'],
    ['H9', 200, 'WRONG_SERVICE', 'mapping'],
    ['H10', 200, 'UNPROCESSABLE_ENTITY:service:INVALID', 'mapping'],
    [
      'H11',
      422,
      '{"title":"UNPROCESSABLE_ENTITY","details":"x","info":{"field":"service","code":"c","message":"INVALID"}}',
      'mapping',
    ],
    ['H12', 200, '{"title":"BAD_SERVICE","details":"This service/country combination is not available"}', 'mapping'],
    [
      'H13',
      400,
      '{"title":"WRONG_MAX_PRICE","details":"The maximum price is less than the permitted price","info":{"min":0.1234}}',
      'too_dear',
    ],
    ['H14', 200, 'WRONG_MAX_PRICE:10.55', 'too_dear'],
    ['H15', 402, '{"title":"NO_BALANCE","details":"Payment Required"}', 'balance_empty'],
    [
      'H16',
      403,
      '{"title":"BANNED","details":"x","info":{"scope":"global","banned_until":1739448000,"retry_after_seconds":3600,"readable_date":"2026-02-13T12:00:00+00:00"}}',
      'blocked',
    ],
    ['H17', 200, 'BANNED:2026-01-02 03-04-05', 'blocked'],
    ['H18', 403, '{"title":"CHANNELS_LIMIT","details":"x","info":{"current_threads":0,"max_allowed":-1}}', 'blocked'],
    ['H19', 401, '{"title":"BAD_KEY","details":"Unauthorized"}', 'auth'],
    ['H20', 401, 'BAD_KEY', 'auth'],
    ['H21', 401, '{"status":0,"message":"No access","data":[]}', 'auth'],
    [
      'H22',
      405,
      '{"status":0,"message":"The POST method is not supported for route stubs/handler_api.php. Supported methods: GET, HEAD.","data":[]}',
      'unsupported',
    ],
    ['H23', 404, '{"title":"BAD_ACTION","details":"Method Not Found"}', 'unsupported'],
    ['H27 in words', 200, 'RATE_LIMIT', 'rate_limited'],
    ['H42', 200, '{"status":"false","msg":"service is incorrect"}', 'mapping'],
    ['H43', 200, '{"error":"Bad country"}', 'mapping'],
    ['H49', 200, '<html><body>maintenance</body></html>', 'unknown_outcome'],
    ['H51a', 200, 'TOO_MANY_ACTIVE_RENTALS', 'blocked'],
    ['H51b', 200, 'NO_MONEY', 'balance_empty'],
    ['H51c', 200, 'MAX_PRICE_EXCEEDED', 'too_dear'],
    ['H52', 502, '<html>Bad Gateway</html>', 'unknown_outcome'],
    ['a broken database', 200, 'ERROR_SQL', 'unknown_outcome'],
    ['an order under the same key', 200, 'ORDER_ALREADY_EXISTS', 'unknown_outcome'],
    ['a cut phone', 200, 'ACCESS_NUMBER:38496653:668464', 'unknown_outcome'],
    ['a cut id', 200, 'ACCESS_NUMBER:3849', 'unknown_outcome'],
    ['a key that is missing', 422, '{"title":"UNPROCESSABLE_ENTITY","details":"x","info":{"field":"api_key"}}', 'auth'],
  ])('%s is a no of its own class', (_name, status, body, kind) => {
    expect(readPurchase(answer(status, body))).toEqual(fault(kind));
  });

  it('H5: reads the price from the header, where the shop has it there', () => {
    const bought = answer(200, 'ACCESS_NUMBER:999999:13476711222', { 'x-price': '0.50' });
    expect(readPurchase(bought)).toMatchObject({ kind: 'acquired', cost: 5000n });
  });

  it('tells the operator the lowest price, and the shop how long it blocks', () => {
    expect(readPurchase(answer(200, 'WRONG_MAX_PRICE:10.55'))).toMatchObject({
      detail: 'WRONG_MAX_PRICE, lowest 10.55',
    });
    const banned = '{"title":"BANNED","details":"x","info":{"retry_after_seconds":3600}}';
    expect(readPurchase(answer(403, banned))).toMatchObject({ retryAfterMs: 3_600_000 });
  });

  it.each([
    ['H24', 404, '{"title":"NOT_FOUND","details":"Activation Not Found"}', fault('gone')],
    ['H25', 200, 'NO_ACTIVATION', fault('gone')],
    ['H30', 200, 'STATUS_WAIT_CODE', { kind: 'waiting' }],
    ['H31', 200, 'STATUS_OK:012345', { kind: 'code', value: '012345' }],
    ['H32', 200, 'STATUS_OK:Your code: 12:34', { kind: 'code', value: 'Your code: 12:34' }],
    ['with quotes', 200, "STATUS_OK: '12-34'", { kind: 'code', value: '12-34' }],
    ['an error word in a text', 200, 'STATUS_OK:NO_BALANCE in text', { kind: 'code', value: 'NO_BALANCE in text' }],
    ['H26', 429, '{"title":"RATE_LIMIT","details":""}', fault('rate_limited')],
    ['H33', 200, 'STATUS_WAIT_RETRY:11111', { kind: 'waiting_again', value: '11111' }],
    ['the same without the old code', 200, 'STATUS_WAIT_RESEND', { kind: 'waiting_again', value: undefined }],
    ['H34', 200, 'STATUS_CANCEL', { kind: 'ended' }],
    ['H35', 200, 'ACCESS_CANCEL', { kind: 'ended' }],
    ['H50', 200, '\uFEFFSTATUS_WAIT_CODE\r\n', { kind: 'waiting' }],
    ['an empty code', 200, 'STATUS_OK:', fault('unavailable')],
    ['H49', 200, '<html><body>maintenance</body></html>', fault('unavailable')],
  ])('%s is a status', (_name, status, body, expected) => {
    expect(readStatus(answer(status, body))).toEqual(expected);
  });

  it('reads the whole text from the header, in whatever script', () => {
    const inHeader = (text: string) => readStatus(answer(200, 'STATUS_OK:1234', { 'x-text': text }));
    expect(inHeader('Code 1234')).toMatchObject({ value: '1234', text: 'Code 1234' });
    expect(inHeader(Buffer.from('\u0643\u0648\u062f 1234').toString('latin1'))).toMatchObject({
      text: '\u0643\u0648\u062f 1234',
    });
    expect(inHeader('caf\u00e9 1234')).toMatchObject({ text: 'caf\u00e9 1234' });
  });

  it.each([
    [
      'H47',
      '{"verificationType":"sms","data":{"id":"3416693217","phoneFrom":"Telegram","code":"123456","text":"Telegram code 123456","service":"tg","date":"2026-02-16T12:36:59+03:00","type":"sms"}}',
      { kind: 'code', value: '123456', text: 'Telegram code 123456' },
    ],
    ['H48', '{"verificationType":0,"sms":null}', { kind: 'waiting' }],
    [
      'a text without a code',
      '{"verificationType":1,"sms":{"dateTime":"x","code":"","text":"call us"}}',
      { kind: 'code', value: 'call us', text: 'call us' },
    ],
    ['a closed order', 'STATUS_CANCEL', { kind: 'ended' }],
    ['H24', '{"title":"NOT_FOUND","details":"Activation Not Found"}', fault('gone')],
    ['H49', '<html><body>maintenance</body></html>', fault('unavailable')],
    ['JSON of something else', '{"balance":"1"}', fault('unavailable')],
  ])('%s is a status in the second form', (_name, body, expected) => {
    expect(readStatusV2(answer(200, body))).toEqual(expected);
  });

  it.each([
    [
      'W1',
      '{"activationId":123456,"service":"go","text":"Sms text","code":"12345","country":2,"receivedAt":"2023-01-01 12:00:00"}',
      'Sms text',
      '12345',
    ],
    [
      'W2',
      '{"activationId":"123456","service":"tg","text":"Your code is 12345","code":"12345","country":2,"receivedAt":"2025-12-16T10:30:00.000000Z"}',
      'Your code is 12345',
      '12345',
    ],
    [
      'W4',
      '{"activationId":123456,"messageId":999,"service":"go","text":"Your sms text","code":"Your sms code","country":0,"receivedAt":"2022-06-01 17:30:57"}',
      'Your sms text',
      'Your sms code',
    ],
  ])('%s is an SMS pushed by a shop, known by the id that its status has', (_name, body, text, code) => {
    expect(readHandlerWebhook(body)).toMatchObject({
      orderId: '123456',
      message: { text, code, externalId: textIdentity('123456', code) },
    });
  });

  it.each([
    [
      'W3',
      '{"activationId":"123456","service":"tg","text":null,"country":2,"receivedAt":"2025-12-16T10:30:00.000000Z"}',
    ],
    ['a body without an order', '{"code":"1"}'],
    ['a torn body', '{"activationId":"1234'],
  ])('%s brings no SMS', (_name, body) => {
    expect(readHandlerWebhook(body)).toBeUndefined();
  });

  it('learns from the refusal how old an order must be', () => {
    const early = '{"title":"EARLY_CANCEL_DENIED","details":"x","info":{"minActivationTime":300}}';
    expect(readClose('cancel', answer(409, early))).toEqual({
      kind: 'too_early',
      retryAfterMs: 15_000,
      minAgeMs: 300_000,
    });
    expect(readClose('cancel', answer(200, 'EARLY_CANCEL_DENIED'))).toEqual({
      kind: 'too_early',
      retryAfterMs: 15_000,
    });
  });

  it('H44: an empty map of operators is data, not an error', () => {
    expect(readBody({ body: '{"status":"success","countryOperators":[]}' })).toMatchObject({ kind: 'json' });
  });

  it.each([
    ['rows by id', '{"2":{"id":2,"rus":"x","eng":"Kazakhstan","chn":"y","visible":1,"retry":1}}'],
    ['a list', '[{"id":2,"eng":"Kazakhstan"}]'],
    ['text ids and a row without one', '{"2":{"id":"2","eng":"Kazakhstan"},"":{"id":null,"eng":"Nowhere"}}'],
  ])('reads countries as %s', (_name, body) => {
    expect(readCountries(answer(200, body))).toEqual({
      kind: 'countries',
      countries: [{ code: '2', name: 'Kazakhstan', iso: 'KZ' }],
    });
  });

  it('reads services, and both lists from the price table of a shop without lists', () => {
    expect(
      readServices(answer(200, '{"status":"success","services":[{"code":"tg","name":"Telegram"},{"name":"x"}]}')),
    ).toEqual({
      kind: 'services',
      services: [{ code: 'tg', name: 'Telegram' }],
    });
    expect(readServices(answer(200, 'BAD_ACTION'))).toEqual(fault('unsupported'));
    expect(readCatalogueOfPrices(answer(200, '{"187":{"tg":{"cost":"0.5","count":100,"name":"Telegram"}}}'))).toEqual({
      kind: 'catalogue',
      services: [{ code: 'tg', name: 'Telegram' }],
      countries: [{ code: '187', name: 'United States', iso: 'US' }],
    });
  });

  it.each([
    ['H28', 409, '{"title":"EARLY_CANCEL_DENIED","details":"x","info":{"minActivationTime":120}}', 'too_early'],
    ['H29', 200, 'EARLY_CANCEL_DENIED', 'too_early'],
    ['H36', 200, 'ACCESS_READY', 'wrong_state'],
    ['H37', 204, '', 'done'],
    ['a cancel that was one already', 200, 'ACCESS_CANCEL_ALREADY', 'done'],
    ['a code in between', 409, '{"title":"OTP_RECEIVED","details":"x"}', 'wrong_state'],
    ['an empty page', 200, '', 'unknown_outcome'],
  ])('%s answers a cancel', (_name, status, body, expected) => {
    const reply = readClose('cancel', answer(status, body));
    expect(reply.kind === 'fault' ? reply.fault : reply.kind).toBe(expected);
  });

  it.each([
    ['H38', '{"status":"success","data":[]}'],
    ['H39', 'NO_ACTIVATIONS'],
    ['H40', '{"status":"success","data":[],"activeActivations":{"affected_rows":0,"num_rows":0,"row":[],"rows":[]}}'],
    ['H41', '{"status":"fail","msg":"no_activations"}'],
  ])('%s is an empty list, not an error', (_name, body) => {
    expect(readActive(answer(200, body))).toEqual({ kind: 'rows', rows: [] });
  });

  it('takes the picture of an hourglass for no code, and brackets off a text', () => {
    const waiting = '{"status":"success","array":[{"id":"5","phone":"79584000000","code":"<img src=x>"}]}';
    expect(readActive(answer(200, waiting))).toMatchObject({ rows: [{ orderId: '5', values: [] }] });
    const smsHub =
      '{"status":"success","array":[{"id":"5","activationId":"6","phone":"79584000000","createDate":1767225600,"code":"123-456","countryCode":"7","timer":1200}]}';
    expect(readActive(answer(200, smsHub))).toMatchObject({
      rows: [
        { orderId: '6', values: ['123-456'], countryCode: undefined, createdAt: new Date('2026-01-01T00:00:00Z') },
      ],
    });
    const coded =
      '{"status":"success","activeActivations":[{"activationId":7,"phoneNumber":79584000000,"smsCode":["12","34"],"smsText":"[code 34]","activationTime":"2022-06-01 17:30:57"}]}';
    expect(readActive(answer(200, coded))).toMatchObject({
      rows: [{ values: ['12', '34'], lastText: 'code 34', createdAt: undefined }],
    });
  });

  it('reads what it can of a list, and names the rest without numbers or codes', () => {
    const good = '{"activationId":"5","phoneNumber":"79584000000"}';
    const odd = '{"activationId":"6","phoneNumber":"","smsText":"secret","activationStatus":"odd"}';
    expect(readActive(answer(200, `{"status":"success","data":[${odd},${good},null]}`))).toMatchObject({
      rows: [{ orderId: '5', phone: '79584000000' }],
      unreadable: ['activationId: string, phoneNumber: "", smsText: string, activationStatus: odd', 'null'],
    });
  });

  it.each([
    [
      'H45',
      '{"187":{"tg":{"cost":"0.2500","count":44432}}}',
      [{ countryCode: '187', serviceCode: 'tg', cost: 2500n, count: 44432 }],
    ],
    [
      'a price between two units is never shown cheaper',
      '{"6":{"wa":{"cost":0.12341,"count":"5"}}}',
      [{ countryCode: '6', serviceCode: 'wa', cost: 1235n, count: 5 }],
    ],
    ['a row without a country', '{"":{"tg":{"cost":1,"count":1}}}', []],
    ['the empty list of PHP', '[]', []],
  ])('%s: a price table', (_name, body, rows) => {
    expect(readPrices(answer(200, body))).toEqual({ kind: 'prices', rows });
  });

  it('H46: a table cut off on the way is no table', () => {
    const cut = '{"170":{"tg":{"cost":0.45,"count":2369,"physicalCount":0}}';
    expect(readPrices(answer(200, cut))).toEqual(fault('unavailable'));
  });
});
