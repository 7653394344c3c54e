import {
  readBalance,
  readCountries,
  readOperatorPrices,
  readOrders,
  readServices,
} from '../../src/providers/five-sim/read-lists';
import { readClose, readOrder, readPurchase } from '../../src/providers/five-sim/read-order';
import { cheapest } from '../../src/providers/kit/price-tables';

const answer = (status: number, body: string) => ({ status, body, headers: {} });
const fault = (kind: string) => expect.objectContaining({ kind: 'fault', fault: kind });
const outcome = (reply: { kind: string; fault?: string }) => reply.fault ?? reply.kind;

const FINISHED =
  '{"id":11631253,"created_at":"2018-10-13T08:13:38.809469028Z","phone":"+447350690992","product":"facebook","price":21,"status":"FINISHED","expires":"2018-10-13T08:28:38.809469028Z","sms":[{"created_at":"2018-10-13T08:20:38.809469028Z","date":"2018-10-13T08:19:38Z","sender":"Facebook","text":"Facebook: 09363 - use this code to reclaim your suspended profile.","code":"09363"}],"forwarding":false,"forwarding_number":"","country":"england"}';
const BANNED =
  '{"id":53533933,"phone":"+447350690992","operator":"vodafone","product":"facebook","price":2,"status":"BANNED","expires":"2020-06-28T16:32:43.307041Z","sms":[],"created_at":"2020-06-28T16:17:43.307041Z","country":"england"}';
const order = (more: object) => JSON.stringify({ ...JSON.parse(BANNED), ...more });

describe('replies recorded from 5sim', () => {
  it.each([
    ['F1', 200, 'no free phones', 'out_of_stock'],
    ['F1 as an error', 400, 'no free phones', 'out_of_stock'],
    ['F2', 400, 'no product', 'mapping'],
    ['F4', 302, '<a href="/404.html">Found</a>.', 'mapping'],
    ['F5', 401, '', 'auth'],
    ['an empty account', 400, 'not enough user balance', 'balance_empty'],
    ['a spent rating', 400, 'not enough rating', 'blocked'],
    ['the limit of an address', 503, 'ip address limit is 100 requests per second', 'rate_limited'],
    ['a gateway out of order', 503, '<html>Service Unavailable</html>', 'unknown_outcome'],
    ['trouble over there', 400, 'server offline', 'unavailable'],
    ['no product left', 400, 'not enough product qty', 'out_of_stock'],
    ['trouble inside', 500, 'internal error', 'unknown_outcome'],
    ['words about an order', 400, 'order not found', 'unknown_outcome'],
    ['an order that is over', 200, BANNED, 'unknown_outcome'],
    ['an order without a phone', 200, order({ status: 'PENDING', phone: '' }), 'unknown_outcome'],
    ['an order cut off', 200, FINISHED.slice(0, 200), 'unknown_outcome'],
  ])('%s answers a purchase', (_name, status, body, kind) => {
    expect(readPurchase(answer(status, body))).toEqual(fault(kind));
  });

  it('reads a bought number, and its life time from the two times of the order', () => {
    const bought = order({ status: 'PENDING', sms: null });
    expect(readPurchase(answer(200, bought))).toEqual({
      kind: 'acquired',
      orderId: '53533933',
      phone: '447350690992',
      cost: 20_000n,
      lifetimeMs: 900_000,
    });
  });

  it('F3: an unknown order is gone, with 404 and with 400', () => {
    expect(readOrder(answer(404, 'order not found'), 'unavailable')).toEqual(fault('gone'));
    for (const step of ['cancel', 'finish', 'ban'] as const)
      expect(readClose(step, answer(400, 'order not found'))).toEqual(fault('gone'));
    expect(readOrder(answer(404, '<html>404</html>'), 'unavailable')).toEqual(fault('unavailable'));
  });

  it('F6: a wrong filter of prices is a wrong code of ours', () => {
    for (const words of ['product is incorrect', 'country is incorrect', 'bad country'])
      expect(readOperatorPrices(answer(400, words), false)).toEqual(fault('mapping'));
  });

  it('F7: a finished order keeps its SMS, and its times have nine digits', () => {
    expect(readOrder(answer(200, FINISHED), 'unavailable')).toMatchObject({
      orderId: '11631253',
      phase: 'finished',
      phone: '447350690992',
      serviceCode: 'facebook',
      countryCode: 'england',
      cost: 210_000n,
      createdAt: new Date('2018-10-13T08:13:38.809Z'),
      lifetimeMs: 900_000,
      messages: [
        {
          code: '09363',
          sender: 'Facebook',
          text: 'Facebook: 09363 - use this code to reclaim your suspended profile.',
          receivedAt: new Date('2018-10-13T08:20:38.809Z'),
        },
      ],
    });
  });

  it('F8: a banned order is over without an SMS', () => {
    expect(readOrder(answer(200, BANNED), 'unavailable')).toMatchObject({ phase: 'banned', messages: [] });
    expect(readClose('ban', answer(200, BANNED))).toEqual({ kind: 'done' });
    expect(readClose('cancel', answer(200, BANNED))).toEqual(fault('wrong_state'));
  });

  it('F9: RECEIVED without an SMS still waits', () => {
    const received = readOrder(answer(200, order({ status: 'RECEIVED', sms: [] })), 'unavailable');
    expect(received).toMatchObject({ phase: 'open', messages: [] });
  });

  it('F10: a second SMS with a blank code leaves the first code as it is', () => {
    const sms = [
      { created_at: '2020-06-28T16:18:00Z', text: 'Telegram code 12345', code: '12345' },
      { created_at: '2020-06-28T16:18:01Z', text: 'Do not tell it', code: ' ' },
      { created_at: '2020-06-28T16:18:02Z', text: '', code: '' },
    ];
    const read = readOrder(answer(200, order({ status: 'RECEIVED', sms })), 'unavailable');
    expect(read).toMatchObject({
      messages: [
        { code: '12345', text: 'Telegram code 12345' },
        { code: undefined, text: 'Do not tell it' },
      ],
    });
  });

  it('F11: prices of a product alone begin with the product', () => {
    const body = '{"telegram":{"england":{"virtual66":{"cost":0.9,"count":163074,"rate":13.04,"rate720":10.42}}}}';
    const prices = readOperatorPrices(answer(200, body), true);
    const row = { serviceCode: 'telegram', countryCode: 'england', cost: 9_000n, count: 163_074 };
    expect(prices).toEqual({ kind: 'prices', rows: [{ ...row, operator: 'virtual66' }] });
  });

  it('calls the lowest price that can be paid the price', () => {
    const cell = (operator: string, cost: bigint, count: number) => ({
      ...{ serviceCode: 'telegram', countryCode: 'england', operator, cost, count },
    });
    const rows = [cell('a', 5n, 0), cell('b', 9n, 3), cell('c', 7n, 2), cell('d', 7n, 4)];
    expect(cheapest(rows)).toMatchObject([{ cost: 7n, count: 6 }]);
    expect(cheapest(rows.slice(0, 1))).toMatchObject([{ cost: 5n, count: 0 }]);
  });

  it.each([
    ['order has sms', 'cancel', 'has_code'],
    ['order has sms', 'ban', 'has_code'],
    ['order has sms', 'finish', 'wrong_state'],
    ['order no sms', 'finish', 'wrong_state'],
    ['order expired', 'cancel', 'wrong_state'],
    ['hosting order', 'cancel', 'wrong_state'],
    ['you need to wait time', 'cancel', 'too_early'],
    ['something new', 'cancel', 'unavailable'],
  ] as const)('%s answers a %s', (words, step, expected) => {
    expect(outcome(readClose(step, answer(400, words)))).toBe(expected);
  });

  it('reads what it can of a history, and names the rest', () => {
    expect(readOrders(answer(200, `{"Data":[${BANNED}],"Total":999999}`))).toMatchObject({
      orders: [{ phase: 'banned' }],
    });
    expect(readOrders(answer(200, '{"Data":null,"Total":0}'))).toEqual({ kind: 'page', orders: [] });
    for (const row of ['{"id":1,"status":"ODD"}', order({ status: 'PENDING', phone: null }), '7'])
      expect(readOrders(answer(200, `{"Data":[${BANNED},${row}]}`))).toMatchObject({
        orders: [{ phase: 'banned' }],
        unreadable: [expect.any(String)],
      });
  });

  it('reads the balance, never more than there is', () => {
    expect(readBalance(answer(200, '{"id":1,"balance":100.00009,"frozen_balance":5}'))).toEqual({
      kind: 'balance',
      amount: 1_000_000n,
    });
    expect(readBalance(answer(200, '{"id":1,"balance":null}'))).toEqual(fault('unavailable'));
  });

  it('reads countries with their ISO codes, and products without the rented ones', () => {
    const countries =
      '{"england":{"iso":{"gb":1},"prefix":{"+44":1},"text_en":"England","text_ru":"x","virtual53":{"activation":1}}}';
    expect(readCountries(answer(200, countries))).toEqual({
      kind: 'countries',
      countries: [{ code: 'england', name: 'England', iso: 'GB' }],
    });
    const products =
      '{"telegram":{"Category":"activation","Qty":1,"Price":0.3},"3hours":{"Category":"hosting","Qty":1,"Price":2}}';
    expect(readServices(answer(200, products))).toMatchObject({ services: [{ code: 'telegram' }] });
  });
});
