import {
  activationShape,
  activeListShape,
  activeShape,
  historyShape,
  type ShownOrder,
  smsPageShape,
  statusV2Shape,
} from '../../../src/api/resale/handler-api/shapes/orders';
import {
  costCell,
  ladderCell,
  priceTable,
  rankOffers,
  stockShape,
  topCountriesShape,
  verificationCell,
} from '../../../src/api/resale/handler-api/shapes/prices';
import { readActive } from '../../../src/providers/handler-api/read-active';
import { readPurchase, readStatusV2 } from '../../../src/providers/handler-api/read-order';
import { readPrices } from '../../../src/providers/handler-api/read-prices';

const at = new Date('2026-01-02T03:04:05Z');
const order: ShownOrder = {
  id: 635_468_024,
  serviceCode: 'tg',
  countryCode: '2',
  countryName: 'Kazakhstan',
  callingCode: '7',
  operator: 'any',
  phone: '79584123456',
  price: 2_500n,
  canGetAnotherSms: true,
  createdAt: at,
  expiresAt: new Date('2026-01-02T03:24:05Z'),
  messages: [],
  state: 'active',
};
const message = { id: '9', code: '01234', text: 'Your code is 01234', at };
const reply = (value: unknown) => ({
  status: 200,
  body: typeof value === 'string' ? value : JSON.stringify(value),
  headers: {},
});

describe('an activation of handler_api', () => {
  it('has the shape that classic clients read', () => {
    expect(activationShape(order, 'CLASSIC', 'USD')).toEqual({
      activationId: '635468024',
      phoneNumber: '79584123456',
      activationCost: 0.25,
      currency: 840,
      countryCode: '2',
      countryPhoneCode: '7',
      canGetAnotherSms: true,
      activationTime: '2026-01-02T03:04:05+00:00',
      activationEndTime: '2026-01-02T03:24:05+00:00',
      activationOperator: 'any',
      verificationType: 'sms',
      subtype: 1,
      serviceCode: 'tg',
      status: 4,
    });
    expect(activationShape(order, 'HERO', 'USD')).toMatchObject({ countryCode: 2, countryPhoneCode: 7 });
  });

  it('is read by our own adapter, with its price, phone and life time', () => {
    for (const wording of ['CLASSIC', 'HERO'] as const)
      expect(readPurchase(reply(activationShape(order, wording, 'USD')))).toMatchObject({
        kind: 'acquired',
        orderId: '635468024',
        phone: '79584123456',
        cost: 2_500n,
        lifetimeMs: 1_200_000,
      });
  });

  it('stands in the list of active ones under both names, which our own adapter reads', () => {
    for (const wording of ['CLASSIC', 'HERO'] as const) {
      const list = activeListShape([activeShape({ ...order, messages: [message] }, wording, 'USD')]);
      expect(readActive(reply(list))).toMatchObject({ rows: [{ orderId: '635468024', values: ['01234'] }] });
      expect(readActive(reply(activeListShape([])))).toMatchObject({ rows: [] });
    }
  });

  it('costs nothing in the history until a code came, nor when it was given back', () => {
    expect(historyShape(order, 'USD')).toMatchObject({ id: '635468024', cost: 0, sms: null, status: '4' });
    expect(historyShape({ ...order, messages: [message], state: 'finished' }, 'USD')).toMatchObject({
      date: '2026-01-02 03:04:05',
      cost: 0.25,
      sms: 'Your code is 01234',
      status: '6',
    });
    expect(historyShape({ ...order, messages: [message], state: 'refunded' }, 'USD')).toMatchObject({
      cost: 0,
      status: '10',
    });
  });

  it('shows its SMS in the form of either family', () => {
    expect(statusV2Shape(message, 'CLASSIC', 'tg')).toEqual({
      verificationType: 0,
      sms: { dateTime: '2026-01-02 03:04:05', code: '01234', text: 'Your code is 01234' },
      call: null,
    });
    expect(statusV2Shape(undefined, 'CLASSIC', 'tg')).toEqual({ verificationType: 0, sms: null, call: null });
    for (const wording of ['CLASSIC', 'HERO'] as const) {
      expect(readStatusV2(reply(statusV2Shape(message, wording, 'tg')))).toMatchObject({
        kind: 'code',
        value: '01234',
      });
      expect(readStatusV2(reply(statusV2Shape(undefined, wording, 'tg')))).toEqual({ kind: 'waiting' });
    }
    const wordy = { ...message, code: null, text: 'Tap here\nto sign in' };
    expect(statusV2Shape(wordy, 'CLASSIC', 'tg')).toMatchObject({ sms: { code: 'Tap here to sign in' } });
    expect(smsPageShape({ messages: [message, wordy], serviceCode: 'tg' }, { page: 2, size: 1 })).toMatchObject({
      data: [{ code: null, type: 'sms' }],
      meta: { total: 2, service: 'tg' },
    });
  });
});

describe('a price table of handler_api', () => {
  const offers = [
    { serviceCode: 'tg', countryCode: '6', price: 2_500n, count: 120, successRate: 0.5 },
    { serviceCode: 'wa', countryCode: '6', price: 10_000n, count: 0, successRate: null },
    { serviceCode: 'tg', countryCode: '2', price: 875n, count: 3, successRate: 0.9 },
  ];

  it('has numbers with at most four decimals', () => {
    const table = priceTable(offers, costCell);
    expect(table).toBe(
      '{"6":{"tg":{"cost":0.25,"count":120,"physicalCount":120},"wa":{"cost":1,"count":0,"physicalCount":0}},"2":{"tg":{"cost":0.0875,"count":3,"physicalCount":3}}}',
    );
    expect(readPrices(reply(table))).toMatchObject({ rows: { length: 3 } });
    expect(priceTable([], costCell)).toBe('{}');
  });

  it('comes as a ladder, and with the services outside', () => {
    expect(JSON.parse(priceTable(offers.slice(0, 1), ladderCell))).toEqual({ '6': { tg: { '0.2500': 120 } } });
    expect(JSON.parse(priceTable(offers.slice(0, 1), verificationCell, 'service'))).toEqual({
      tg: { '6': { count: 120, price: '0.2500' } },
    });
  });

  it('puts the countries first where a code comes most often, and leaves out those without stock', () => {
    expect(topCountriesShape(rankOffers(offers), true)).toEqual({
      '0': { country: 2, count: 3, price: 0.0875, retail_price: 0.0875, freePriceMap: { '0.0875': 3 } },
      '1': { country: 6, count: 120, price: 0.25, retail_price: 0.25, freePriceMap: { '0.25': 120 } },
    });
  });

  it('counts what there is by service, under the old names too where a tool needs them', () => {
    expect(stockShape(offers, false)).toEqual({ tg: 123, wa: 0 });
    expect(stockShape(offers.slice(0, 1), true)).toEqual({ tg: 120, tg_0: 120 });
  });
});
