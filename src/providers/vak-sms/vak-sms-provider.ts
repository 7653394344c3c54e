import type { AcquireRequest, ProviderCapability } from '../../ports/sms-provider';
import { providerFault } from '../provider-fault';
import { ShownSms } from '../shown-sms';
import type { Vendor, VendorActs } from '../vendor-adapter';
import { listPrices } from './list-prices';
import { readCode } from './read-code';
import { readPurchase } from './read-purchase';
import { readStatus } from './read-status';
import { readBalance, readPrice } from './read-tables';
import { vakSmsAsk } from './vak-sms-ask';
import type { VakSmsSettings } from './vak-sms-settings';

/** No finish: an order with a code ends by itself. No list of orders, and no names of services. */
const CAPABILITIES: readonly ProviderCapability[] = [
  'purchase',
  'prices',
  'stock',
  'operators',
  'resend',
  'cancel',
  'ban',
  'balance',
];

/** VAK-SMS, `/api/<action>/`. Countries are two small letters, services two letters. */
export function vakSms(vendor: Vendor<VakSmsSettings>): VendorActs {
  const { own, clock } = vendor;
  const ask = vakSmsAsk(vendor);
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
    if (reply.kind !== 'too_early' && (reply.kind !== 'fault' || reply.fault !== 'unknown_outcome')) return reply;
    const state = await orderState(orderId);
    if (state.kind === 'received') return { kind: 'has_code' } as const;
    return state.kind === 'fault' && state.fault === 'gone' ? ({ kind: 'done' } as const) : reply;
  }

  return {
    capabilities: new Set(CAPABILITIES),
    acquire,
    orderState,
    cancel: (orderId) => giveBack(orderId, 'end'),
    ban: (orderId) => giveBack(orderId, 'bad'),
    resend: (orderId) => shown.askedAgain(orderId, setStatus(orderId, 'send')),
    prices: (filter) => listPrices(ask, filter),
    balance: () => ask('getBalance', {}, readBalance),
  };
}
