import { readAnswer, readFault } from '../../src/providers/onlinesim/read-answer';
import { readCatalogue, readPrices } from '../../src/providers/onlinesim/read-lists';
import { readClose, readPrice, readPurchase, readState } from '../../src/providers/onlinesim/read-operation';

const answer = (body: string, status = 200) => ({ status, body, headers: {} });
const fault = (kind: string) => expect.objectContaining({ kind: 'fault', fault: kind });
const waiting =
  '{"country":46,"sum":14,"service":"Facebook","number":"+46050101010","response":"TZ_NUM_WAIT","tzid":10000,"time":281,"form":"index"}';

describe('replies recorded from OnlineSim', () => {
  it('O3: an operation that waits has no SMS', () => {
    expect(readState(answer(`[${waiting}]`))).toEqual({
      kind: 'operations',
      operations: [
        {
          orderId: '10000',
          phase: 'open',
          phone: '46050101010',
          countryCode: '46',
          cost: 140_000n,
          messages: [],
          leftMs: 281_000,
          isWaiting: true,
          hasTimes: true,
        },
      ],
    });
  });

  it.each([
    ['O4', 'NO_NUMBER', 'out_of_stock'],
    ['a wrong key', 'ERROR_WRONG_KEY', 'auth'],
    ['a key without access', 'API_ACCESS_IP', 'auth'],
    ['no money', 'WARNING_LOW_BALANCE', 'balance_empty'],
    ['too many numbers', 'EXCEEDED_CONCURRENT_OPERATIONS', 'blocked'],
    ['too many calls', 'INTERVAL_CONCURRENT_REQUESTS_ERROR', 'rate_limited'],
    ['a pause', 'TRY_AGAIN_LATER', 'unavailable'],
    ['an unknown service', 'ERROR_NO_SERVICE', 'mapping'],
    ['a twin', 'DUPLICATE_OPERATION', 'unknown_outcome'],
    ['words about another order', 'ERROR_WRONG_TZID', 'unknown_outcome'],
    ['a word nobody knows', 'SOMETHING_NEW', 'unknown_outcome'],
  ])('%s is a no of its own class', (_name, word, kind) => {
    expect(readPurchase(answer(`{"response":"${word}"}`))).toEqual(fault(kind));
  });

  it('O4: an order that cannot end yet is too early to give back, and cannot get another SMS', () => {
    const early = answer('{"response":"NO_COMPLETE_TZID"}');
    expect(readClose('close', early)).toEqual({ kind: 'too_early', retryAfterMs: 15_000 });
    expect(readClose('resend', early)).toEqual(fault('wrong_state'));
    expect(readClose('close', answer('{"response":1,"tzid":10000}'))).toEqual({ kind: 'done' });
    expect(readClose('close', answer('{}'))).toEqual(fault('unknown_outcome'));
  });

  it.each([
    ['{"response":1,"tzid":10000}', { kind: 'ordered', orderId: '10000', phone: undefined }],
    [
      '{"response":"1","tzid":"10000","number":"+4605 0101010","country":46}',
      { kind: 'ordered', orderId: '10000', phone: '46050101010' },
    ],
    ['{"response":1}', fault('unknown_outcome')],
    ['{"response":1,"tzid":', fault('unknown_outcome')],
    ['<html>', fault('unknown_outcome')],
    ['"1"', fault('unknown_outcome')],
  ])('%s answers a purchase', (body, expected) => {
    expect(readPurchase(answer(body))).toEqual(expected);
  });

  it('knows each SMS by order, text and time, in whatever order they are listed', () => {
    const row = (msg: string) =>
      readState(answer(`[${waiting.replace('TZ_NUM_WAIT', 'TZ_NUM_ANSWER').slice(0, -1)},"msg":${msg}}]`));
    const one = '{"service":"Facebook","msg":"code 1111","created_at":"2026-01-01 10:00:00"}';
    const two = '{"service":"Facebook","msg":"code 1111","created_at":"2026-01-01 10:00:05"}';
    const texts = (reply: ReturnType<typeof readState>) =>
      reply.kind === 'operations' ? reply.operations[0]!.messages : [];
    const both = texts(row(`[${one},${two}]`));
    expect(both.map(({ text }) => text)).toEqual(['code 1111', 'code 1111']);
    expect(both[0]!.externalId).not.toBe(both[1]!.externalId);
    expect(texts(row(`[${two},${one}]`))).toEqual(both);
    expect(texts(row(`[${one},${one}]`))).toEqual([both[0]]);
    const untimed = texts(row('["222222","222222","111111","111111"]'));
    expect(untimed.map(({ text }) => text)).toEqual(['111111', '222222']);
    const objects = '[{"msg":"222222"},{"msg":"222222"},{"msg":"111111","created_at":null}]';
    expect(texts(row(objects))).toEqual(untimed);
    expect(texts(row('["222222"]'))).toEqual(untimed.slice(1));
    expect(texts(row('["333333","222222","222222","111111","111111"]')).slice(0, 2)).toEqual(untimed);
    expect(texts(row('"code 1111"'))).toMatchObject([{ text: 'code 1111' }]);
  });

  it.each([
    ['TZ_INPOOL', 'preparing'],
    ['TZ_NUM_PREPARE', 'preparing'],
    ['TZ_OVER_OK', 'over'],
    ['TZ_OVER_EMPTY', 'over'],
    ['WARNING_NO_NUMS', 'over'],
  ])('%s is the state of an order that is %s', (word, phase) => {
    expect(readState(answer(`[{"tzid":1,"response":"${word}"}]`))).toMatchObject({ operations: [{ phase }] });
  });

  it.each([
    ['a state nobody knows', '{"tzid":1,"response":"TZ_NEW","number":"+46050101010"}', 'response: TZ_NEW'],
    ['no order', '{"response":"TZ_NUM_WAIT","number":"+46050101010"}', 'response: TZ_NUM_WAIT, number: string'],
    ['an open order without a number', '{"tzid":1,"response":"TZ_NUM_WAIT"}', 'response: TZ_NUM_WAIT'],
  ])('names a row with %s, and reads its neighbours', (_name, row, named) => {
    const reading = readState(answer(`[${row},${waiting}]`));
    expect(reading).toMatchObject({ operations: [{ phase: 'open' }], unreadable: [expect.stringContaining(named)] });
  });

  it('does not take a yes for a list', () => {
    expect(readState(answer('{"response":1}'))).toEqual(fault('unavailable'));
  });

  const sweden =
    '{"name":"Sweden","position":1,"code":46,"new":false,"enabled":true,"services":{"service_facebook":{"count":7,"popular":true,"price":0.14,"id":5,"service":"Facebook","slug":"facebook"},"service_x":{"count":1,"price":"1e9"}}}';

  it.each([
    ['one country', sweden],
    ['all countries', `{"46":${sweden}}`],
  ])('reads prices and names of %s', (_name, body) => {
    expect(readPrices(answer(body), undefined)).toEqual({
      kind: 'prices',
      rows: [{ serviceCode: 'facebook', countryCode: '46', cost: 1400n, count: 7 }],
      unreadable: ['count: number, price: string'],
    });
    expect(readPrices(answer(body), 'telegram')).toEqual({ kind: 'prices', rows: [] });
    expect(readCatalogue(answer(body))).toEqual({
      kind: 'catalogue',
      services: [
        { code: 'facebook', name: 'Facebook' },
        { code: 'x', name: 'x' },
      ],
      countries: [{ code: '46', name: 'Sweden', iso: 'SE' }],
    });
  });

  it('takes a country without services, as PHP writes it, for an empty one', () => {
    expect(readPrices(answer('{"46":{"name":"Sweden","code":46,"services":[]}}'), undefined)).toEqual({
      kind: 'prices',
      rows: [],
    });
    expect(readCatalogue(answer('{"response":1}'))).toEqual(fault('unavailable'));
  });

  it('reads a price, and no price out of anything else', () => {
    expect(readPrice(answer('{"response":1,"price":"0.1401"}'))).toEqual({ kind: 'price', price: 1401n });
    expect(readPrice(answer('{"response":1}'))).toEqual(fault('unavailable'));
    expect(readFault(readAnswer(answer('hello 79991234567')), 200, 'unavailable').detail).not.toContain('79991234567');
  });
});
