import type { CloseReply, ProviderCapability, ProviderFault } from '../../ports/sms-provider';
import { lookAfterCancel, lookAfterFinish } from '../look-after-close';
import { ShownSms } from '../shown-sms';
import type { Vendor, VendorActs } from '../vendor-adapter';
import { buyNumber } from './buy-number';
import { listPrices } from './list-prices';
import { readBalance } from './read-balance';
import { readCountries, readServices } from './read-lists';
import { readClose, readSms } from './read-request';
import { smsManAsk } from './sms-man-ask';
import type { SmsManSettings } from './sms-man-settings';

const CAPABILITIES: readonly ProviderCapability[] = [
  'purchase',
  'prices',
  'stock',
  'catalogue',
  'cancel',
  'finish',
  'ban',
  'balance',
  'maxPrice',
];

/** SMS-Man, version 2 of its own protocol: `/control/<method>`. It has no list of open requests. */
export function smsMan(vendor: Vendor<SmsManSettings>): VendorActs {
  const ask = smsManAsk(vendor);
  const shown = new ShownSms();
  const { multipleSms: several } = vendor.own;

  const orderState = (orderId: string) =>
    shown.stateOf(orderId, () => ask('get-sms', { request_id: orderId }, readSms), { several });
  const setStatus = (orderId: string, status: 'reject' | 'close' | 'retrysms') =>
    ask('set-status', { request_id: orderId, status }, readClose, 'unknown_outcome');

  async function cancel(orderId: string): Promise<CloseReply | ProviderFault> {
    return lookAfterCancel(await setStatus(orderId, 'reject'), () => orderState(orderId));
  }

  async function finish(orderId: string): Promise<CloseReply | ProviderFault> {
    const isOver = async () => (await orderState(orderId)).kind === 'ended';
    return lookAfterFinish(await setStatus(orderId, 'close'), isOver);
  }

  async function catalogue() {
    const services = await ask('applications', {}, readServices);
    if (services.kind === 'fault') return services;
    const countries = await ask('countries', {}, readCountries);
    return countries.kind === 'fault' ? countries : ({ ...services, ...countries, kind: 'catalogue' } as const);
  }

  return {
    capabilities: new Set(several ? [...CAPABILITIES, 'resend'] : CAPABILITIES),
    acquire: (request) => buyNumber(ask, vendor, request),
    orderState,
    cancel,
    // `used` would name the reason, but only `reject` is promised to pay back.
    ban: cancel,
    finish,
    resend: several ? (orderId) => shown.askedAgain(orderId, setStatus(orderId, 'retrysms')) : undefined,
    prices: (filter) => listPrices(ask, filter),
    catalogue,
    balance: () => ask('get-balance', {}, readBalance),
  };
}
