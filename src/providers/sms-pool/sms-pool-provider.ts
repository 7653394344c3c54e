import { formatAmountShort } from '../../domain/money/money';
import type { AcquireRequest, CloseReply, ProviderCapability, ProviderFault } from '../../ports/sms-provider';
import { isoOfLetters } from '../country-letters';
import { lookAfterCancel } from '../look-after-close';
import { providerFault } from '../provider-fault';
import { ShownSms } from '../shown-sms';
import type { Vendor, VendorActs } from '../vendor-adapter';
import { listOrders } from './list-orders';
import { listPrices } from './list-prices';
import { PoolNames } from './pool-names';
import { readCheck } from './read-check';
import { readCancel, readResend, readResendCost } from './read-close';
import { readPurchase } from './read-purchase';
import { readBalance } from './read-tables';
import { smsPoolAsk } from './sms-pool-ask';
import type { SmsPoolSettings } from './sms-pool-settings';

/** No finish: an order with a code ends by itself. No ban. */
const CAPABILITIES: readonly ProviderCapability[] = [
  'purchase',
  'prices',
  'stock',
  'catalogue',
  'operators',
  'resend',
  'cancel',
  'balance',
  'activeList',
  'maxPrice',
];

/** SMSPool. Its codes are numbers; what others call operators are its pools. */
export function smsPool(vendor: Vendor<SmsPoolSettings>): VendorActs {
  const { own, clock } = vendor;
  const ask = smsPoolAsk(vendor);
  const names = new PoolNames(ask, clock);
  const shown = new ShownSms();

  async function acquire({ serviceCode, countryCode, operator, maxCost }: AcquireRequest) {
    const askedAt = clock.now().getTime();
    const wish = { country: countryCode, service: serviceCode, pool: operator, max_price: formatAmountShort(maxCost) };
    const bought = await ask('purchase/sms', wish, readPurchase, 'unknown_outcome');
    if (bought.kind === 'fault') return bought;
    const { lifetimeMs = own.lifetimeMs, ...number } = bought;
    return { ...number, expiresAt: new Date(askedAt + lifetimeMs) };
  }

  const orderState = (orderId: string) =>
    shown.stateOf(orderId, () => ask('sms/check', { orderid: orderId }, readCheck));

  async function cancel(orderid: string): Promise<CloseReply | ProviderFault> {
    const reply = await ask('sms/cancel', { orderid }, readCancel, 'unknown_outcome');
    return lookAfterCancel(reply, () => orderState(orderid));
  }

  /** Free or not at all: what it would cost is asked first. */
  async function resend(orderid: string): Promise<CloseReply | ProviderFault> {
    const price = await ask('sms/check_resend', { orderid }, readResendCost);
    if (price.kind === 'fault') return price;
    if (price.cost > 0n) return providerFault('too_dear', `another SMS costs ${formatAmountShort(price.cost)}`);
    return shown.askedAgain(orderid, ask('sms/resend', { orderid }, readResend, 'unknown_outcome'));
  }

  async function catalogue() {
    const known = await names.refresh();
    if (known.kind === 'fault') return known;
    const services = known.services.map(({ code, name }) => ({ code, name }));
    const countries = known.countries.map(({ code, name, shortName }) => ({
      code,
      name,
      iso: isoOfLetters(shortName),
    }));
    return { kind: 'catalogue', services, countries } as const;
  }

  return {
    capabilities: new Set(CAPABILITIES),
    acquire,
    orderState,
    listActive: () => listOrders(ask, shown, names),
    cancel,
    resend,
    prices: (filter) => listPrices(ask, filter),
    catalogue,
    balance: () => ask('request/balance', {}, readBalance),
  };
}
