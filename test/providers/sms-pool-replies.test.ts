import {
  readActive,
  readCancel,
  readCheck,
  readPurchase,
  readResend,
  readResendCost,
} from '../../src/providers/sms-pool/read-order';
import { readBalance, readNames, readPrice, readPricing, readStock } from '../../src/providers/sms-pool/read-tables';

const answer = (body: unknown, status = 200) => ({
  ...{ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) },
});
const fault = (kind: string) => expect.objectContaining({ kind: 'fault', fault: kind });

const SOLD = {
  success: 1,
  number: 12025550123,
  cc: '1',
  phonenumber: '2025550123',
  order_id: 'ABCDEFGH',
  country: 'United States',
  service: 'Telegram',
  pool: 2,
  expires_in: 1200,
  expiration: 1704562249,
  cost: '0.24',
  cost_in_cents: 24,
  message: '',
};
const bought = { kind: 'acquired', orderId: 'ABCDEFGH', phone: '12025550123', cost: 2_400n, lifetimeMs: 1_200_000 };

describe('replies recorded from SMSPool', () => {
  it.each([
    ['O5', SOLD, bought],
    ['O5 with an older name of the order', { ...SOLD, order_id: undefined, orderid: 'ABCDEFGH' }, bought],
    ['O5 with the phone in two parts', { ...SOLD, number: undefined }, bought],
    ['O5 with cents alone', { ...SOLD, cost: undefined }, bought],
    ['O5 with a life of older days', { ...SOLD, expires_in: 599 }, { ...bought, lifetimeMs: 599_000 }],
    ['O5 with success as a word', { ...SOLD, success: '1' }, bought],
  ])('%s is a number', (_name, body, expected) => {
    expect(readPurchase(answer(body))).toEqual(expected);
  });

  it.each([
    ['a type', { success: 0, message: 'You have 0.10', type: 'BALANCE_ERROR' }, 'balance_empty'],
    [
      'the balance in a sentence',
      { success: 0, message: 'Insufficient credit balance. Please top up.' },
      'balance_empty',
    ],
    [
      'the balance in HTML',
      { success: 0, message: '<b>You do not have enough balance</b>, add 15.29 dollars' },
      'balance_empty',
    ],
    [
      'no stock',
      { success: 0, message: "We couldn't find an available phone number for you, please try again later!" },
      'out_of_stock',
    ],
    ['no stock by type', { success: 0, message: '', type: 'OUT_OF_STOCK' }, 'out_of_stock'],
    ['a moved price', { success: 0, message: '', type: 'PRICE_NOT_FOUND' }, 'too_dear'],
    ['a wrong key among errors', { success: 0, errors: [{ message: 'Invalid API key' }] }, 'auth'],
    ['a wrong code', { success: 0, message: 'Invalid service' }, 'mapping'],
    ['a new sentence in the envelope of a no', { success: 0, message: 'The moon is full' }, 'unavailable'],
    ['words about an order', { success: 0, message: 'We could not find this order!' }, 'unknown_outcome'],
    ['a sale without a phone', { ...SOLD, number: undefined, cc: undefined }, 'unknown_outcome'],
    ['JSON of another world', { ok: true }, 'unknown_outcome'],
    ['half a sale', JSON.stringify(SOLD).slice(0, 60), 'unknown_outcome'],
    ['a page', '<html>502</html>', 'unknown_outcome'],
  ])('%s is a no of its own class, whatever the HTTP code', (_name, body, kind) => {
    expect(readPurchase(answer(body, 400))).toEqual(fault(kind));
    expect(readPurchase(answer(body))).toEqual(fault(kind));
  });

  it('keeps the balance of our account, and HTML, out of what it quotes', () => {
    const reply = readPurchase(answer({ success: 0, message: '<p>Top up, you have 1234.5678 left</p>' }, 400));
    expect(reply).toMatchObject({ fault: 'balance_empty', detail: 'Top up, you have #.#left' });
  });

  it.each([
    ['O5 pending', { status: 1, sms: '', full_sms: '' }, { kind: 'waiting' }],
    [
      'O5 completed',
      { status: 3, sms: '558123', full_sms: 'Your code is 558123' },
      { kind: 'sms', sms: { code: '558123', text: 'Your code is 558123' } },
    ],
    ['O5 refunded', { status: 6, message: 'This order has been refunded', time_left: 900 }, { kind: 'ended' }],
    ['a text alone', { status: 3, sms: '', full_sms: 'Call us' }, { kind: 'sms', sms: { text: 'Call us' } }],
    ['an SMS whatever the number', { status: 5, sms: '0042' }, { kind: 'sms', sms: { code: '0042' } }],
    ['an SMS of a refunded order', { status: 6, sms: '0042' }, { kind: 'sms', sms: { code: '0042' } }],
    ['a number that nobody agrees on', { status: 2 }, { kind: 'waiting' }],
    ['nothing yet', { status: '1', sms: '0', full_sms: '0' }, { kind: 'waiting' }],
  ])('%s is a state', (_name, body, expected) => {
    expect(readCheck(answer(body))).toEqual(expected);
  });

  it.each([
    [{ success: 1 }, 'done'],
    [{ success: 0, message: '<p>Your order cannot be cancelled yet, please try again later.</p>' }, 'too_early'],
    [{ success: 0, message: 'We could not find this order!' }, 'gone'],
    [{ success: 0, message: 'This order has already been refunded' }, 'wrong_state'],
    [{ success: 0, message: 'The moon is full' }, 'wrong_state'],
    ['<html>', 'unknown_outcome'],
  ])('%j answers a cancel', (body, expected) => {
    const reply = readCancel(answer(body));
    expect(reply.kind === 'fault' ? reply.fault : reply.kind).toBe(expected);
  });

  it('takes another SMS for free only when its price is nothing', () => {
    expect(readResendCost(answer({ success: 1, resend: 0, resendCost: '0.00' }))).toEqual({ kind: 'cost', cost: 0n });
    expect(readResendCost(answer({ success: 1, charge: 0.1 }))).toEqual({ kind: 'cost', cost: 1_000n });
    expect(readResendCost(answer({ success: 1, resendCost: 'some' }))).toEqual(fault('unavailable'));
    expect(readResend(answer({ success: 1, message: 'Number has been requested again', resend: 0 }))).toEqual({
      kind: 'done',
    });
  });

  it('reads open orders, with the calling code that the list leaves out, and leaves the closed ones', () => {
    const row = {
      order_code: 'ABCDEFGH',
      phonenumber: '2025550123',
      code: '0',
      full_code: '0',
      short_name: 'US_V',
      service: 'Telegram',
      status: 'pending',
      expiry: '1704562249',
    };
    const list = [
      row,
      { ...row, order_code: 'B', phonenumber: 12025550124, code: '42', full_code: 'code 42', status: 'completed' },
      { ...row, status: 'refunded' },
    ];
    const expiresAt = new Date('2024-01-06T17:30:49Z');
    expect(readActive(answer(list))).toEqual({
      kind: 'rows',
      rows: [
        {
          orderId: 'ABCDEFGH',
          phone: '12025550123',
          service: 'Telegram',
          shortName: 'US_V',
          sms: undefined,
          expiresAt,
        },
        {
          orderId: 'B',
          phone: '12025550124',
          service: 'Telegram',
          shortName: 'US_V',
          sms: { code: '42', text: 'code 42' },
          expiresAt,
        },
      ],
    });
    expect(readActive(answer([]))).toEqual({ kind: 'rows', rows: [] });
    for (const broken of [{ ...row, short_name: '??' }, { ...row, phonenumber: '' }, { ...row, order_code: null }, 7])
      expect(readActive(answer([row, broken]))).toMatchObject({
        rows: [{ orderId: 'ABCDEFGH' }],
        unreadable: [expect.any(String)],
      });
  });

  it('reads its tables', () => {
    expect(readBalance(answer({ balance: '1.00' }))).toEqual({ kind: 'balance', amount: 10_000n });
    expect(readPrice(answer({ price: '0.24', high_price: '0.30' }))).toEqual({ kind: 'price', cost: 2_400n });
    expect(readStock(answer({ success: 1, amount: 16720 }))).toEqual({ kind: 'stock', count: 16_720 });
    const pricing = [
      { service: 395, country: 1, short_name: 'US', pool: 7, price: '0.72' },
      { service: 395, country: 1, short_name: 'US', pool: 2, price: '0.60' },
      { service: 395, country: 154, short_name: 'AZ', pool: 12, price: 'soon' },
    ];
    expect(readPricing(answer(pricing))).toEqual({
      kind: 'prices',
      rows: [{ serviceCode: '395', countryCode: '1', cost: 6_000n }],
      unreadable: ['service: number, country: number, short_name: AZ, pool: number, price: soon'],
    });
    expect(readNames(answer([{ ID: 1, name: 'United States', short_name: 'US', region: 'x' }, { ID: null }]))).toEqual({
      kind: 'names',
      rows: [{ code: '1', name: 'United States', shortName: 'US' }],
    });
    expect(readNames(answer({ success: 0, message: 'Invalid API key' }))).toEqual(fault('auth'));
  });
});
