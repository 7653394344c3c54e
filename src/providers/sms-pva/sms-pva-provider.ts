import { formatAmountShort } from '../../domain/money/money';
import type { AcquireRequest, CloseReply, ProviderCapability, ProviderFault } from '../../ports/sms-provider';
import { lookAfterCancel } from '../look-after-close';
import { providerFault } from '../provider-fault';
import { ShownSms } from '../shown-sms';
import type { Vendor, VendorActs } from '../vendor-adapter';
import { KnownPrices } from './known-prices';
import { listCatalogue } from './list-catalogue';
import { listOrders } from './list-orders';
import { listPrices } from './list-prices';
import { readClear, readClose } from './read-close';
import { readPurchase } from './read-purchase';
import { readStatus } from './read-sms';
import { readBalance } from './read-tables';
import { smsPvaAsk } from './sms-pva-ask';
import type { SmsPvaSettings } from './sms-pva-settings';

/** No finish: an order with a code ends by itself. No ceiling either, so prices are looked up before a purchase. */
const CAPABILITIES: readonly ProviderCapability[] = [
  'purchase',
  'prices',
  'stock',
  'catalogue',
  'operators',
  'resend',
  'cancel',
  'ban',
  'balance',
  'activeList',
];

/** SMSPVA, version 2. Countries are two letters (and `UK`), services look like `opt20`. */
export function smsPva(vendor: Vendor<SmsPvaSettings>): VendorActs {
  const { own, clock } = vendor;
  const ask = smsPvaAsk(vendor);
  const known = new KnownPrices(ask, clock, own.priceForMs);
  const shown = new ShownSms();

  /** The protocol takes no ceiling and tells no price with a number: both come from the price list. */
  async function acquire({ serviceCode, countryCode, operator, maxCost }: AcquireRequest) {
    const cost = known.find(countryCode, serviceCode) ?? (await known.read(countryCode, serviceCode));
    if (typeof cost !== 'bigint') return cost;
    if (cost > maxCost) return providerFault('too_dear', `it costs ${formatAmountShort(cost)}`);
    const askedAt = clock.now().getTime();
    const parts = operator === undefined ? [countryCode, serviceCode] : [countryCode, serviceCode, operator];
    const bought = await ask('number', parts, readPurchase, 'unknown_outcome');
    if (bought.kind === 'fault') return bought;
    const { lifetimeMs = own.lifetimeMs, ...number } = bought;
    return { ...number, cost, expiresAt: new Date(askedAt + lifetimeMs) };
  }

  const orderState = (orderId: string) => shown.stateOf(orderId, () => ask('sms', [orderId], readStatus));

  async function close(call: 'cancelorder' | 'blocknumber', orderId: string): Promise<CloseReply | ProviderFault> {
    const reply = await ask(call, [orderId], readClose, 'unknown_outcome');
    if (reply.kind !== 'fault' || reply.fault !== 'wrong_state')
      return lookAfterCancel(reply, () => orderState(orderId));
    const state = await orderState(orderId);
    return state.kind === 'fault' && state.fault === 'gone' ? state : lookAfterCancel(reply, async () => state);
  }

  return {
    capabilities: new Set(CAPABILITIES),
    acquire,
    orderState,
    listActive: () => listOrders(ask, shown, orderState),
    cancel: (orderId) => close('cancelorder', orderId),
    ban: (orderId) => close('blocknumber', orderId),
    resend: (orderId) => shown.askedAgain(orderId, ask('clearsms', [orderId], readClear, 'unknown_outcome')),
    prices: (filter) => listPrices(ask, known, filter),
    catalogue: () => listCatalogue(ask),
    balance: () => ask('balance', [], readBalance),
  };
}
