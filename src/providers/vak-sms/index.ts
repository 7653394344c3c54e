import { z } from 'zod';
import { Secret } from '../../config/secret';
import type { AcquireRequest, PriceFilter, PriceList, PriceRow, ProviderFault } from '../../ports/sms-provider';
import { type Ask, lifetime, settingsOf, type Vendor, type VendorActs, vendorAdapter } from '../kit/adapter';
import { isOpenQuestion } from '../kit/look-after-close';
import { cheapest, pricesOrFault } from '../kit/price-tables';
import { providerFault } from '../kit/reply';
import { ShownSms } from '../kit/shown-sms';
import { readBalance, readCode, readCountries, readPrice, readPrices, readPurchase, readStatus } from './read-answer';

const settings = settingsOf(
  z.strictObject({
    /** The vendor does not say it with the order, and some services have longer times. */
    lifetimeMs: lifetime.default(1_200_000),
  }),
  '/api',
);

/** vak-sms.com and its mirrors. */
export const vakSmsAdapter = vendorAdapter({
  protocol: 'vak_sms',
  settings,
  lifetimeMs: (own) => own.lifetimeMs,
  request: ({ row, own }, name, given) => ({
    url: `${own.url}/${name}/`,
    query: { apiKey: new Secret(row.apiKey()), ...given },
  }),
  open: vakSms,
  besides: () => ['stock', 'operators'],
});

/**
 * VAK-SMS, `/api/<action>/`. Countries are two small letters, services two letters. No finish: an order with a code ends by itself.
 * No list of orders, and no names of services.
 */
function vakSms({ own, clock, ask }: Vendor<ReturnType<typeof settings>>): VendorActs {
  const shown = new ShownSms();

  /** The vendor takes no ceiling and tells no price with a number, so the price is asked for first. */
  async function acquire({ serviceCode: service, countryCode: country, operator, maxCost }: AcquireRequest) {
    const offer = { service, country, operator };
    const priced = await ask('getCountNumber', { ...offer, price: '1' }, readPrice);
    if (priced.kind === 'fault') return priced;
    if (priced.price > maxCost) return providerFault('too_dear', 'dearer than the route allows');
    const askedAt = clock.now().getTime();
    const bought = await ask('getNumber', offer, readPurchase, 'unknown_outcome');
    if (bought.kind === 'fault') return bought;
    return { ...bought, cost: priced.price, expiresAt: new Date(askedAt + own.lifetimeMs) };
  }

  /** An order that ended without a code is not found any more, like one that never was. */
  const orderState = (orderId: string) => shown.stateOf(orderId, () => ask('getSmsCode', { idNum: orderId }, readCode));

  const setStatus = (orderId: string, status: 'end' | 'bad' | 'send') =>
    ask('setStatus', { idNum: orderId, status }, readStatus, 'unknown_outcome');

  /** After an answer that proves nothing the order is looked at; one that is not found by then was given back. */
  async function giveBack(orderId: string, how: 'end' | 'bad') {
    const reply = await setStatus(orderId, how);
    if (reply.kind !== 'too_early' && !isOpenQuestion(reply)) return reply;
    const state = await orderState(orderId);
    if (state.kind === 'received') return { kind: 'has_code' } as const;
    return state.kind === 'fault' && state.fault === 'gone' ? ({ kind: 'done' } as const) : reply;
  }

  return {
    acquire,
    orderState,
    cancel: (orderId) => giveBack(orderId, 'end'),
    ban: (orderId) => giveBack(orderId, 'bad'),
    resend: (orderId) => shown.askedAgain(orderId, setStatus(orderId, 'send')),
    prices: (filter) => listPrices(ask, filter),
    balance: () => ask('getBalance', {}, readBalance),
  };
}

/** The vendor tells its prices for one country at a time; without a wish all countries are asked for, one after another. */
async function listPrices(ask: Ask, { serviceCode, countryCode }: PriceFilter): Promise<PriceList | ProviderFault> {
  const known =
    countryCode === undefined
      ? await ask('getCountryList', {}, readCountries)
      : ({ kind: 'countries', codes: [countryCode] } as const);
  if (known.kind === 'fault') return known;
  const rows: PriceRow[] = [];
  const unreadable: string[] = [];
  for (const country of known.codes) {
    const list = await ask('getCountNumberList', { country }, (reply) => readPrices(country, reply));
    if (list.kind === 'fault') return list;
    rows.push(...list.rows);
    unreadable.push(...(list.unreadable ?? []));
  }
  const prices = pricesOrFault({ rows: cheapest(rows), unreadable });
  if (prices.kind === 'fault') return prices;
  return { ...prices, rows: prices.rows.filter((row) => (serviceCode ?? row.serviceCode) === row.serviceCode) };
}
