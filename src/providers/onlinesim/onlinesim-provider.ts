import type { AcquireRequest, ProviderCapability } from '../../ports/sms-provider';
import { providerFault } from '../provider-fault';
import type { Vendor, VendorActs } from '../vendor-adapter';
import { finish, giveBack } from './close-operation';
import { onlineSimAsk } from './onlinesim-ask';
import type { OnlineSimSettings } from './onlinesim-settings';
import { findOperation, listOperations, operationState } from './operations';
import { readBalance } from './read-balance';
import { readClose } from './read-close';
import { readPrice, readPurchase } from './read-purchase';
import { readCatalogue, readPrices } from './read-stats';

const CAPABILITIES: readonly ProviderCapability[] = [
  'purchase',
  'prices',
  'stock',
  'resend',
  'cancel',
  'finish',
  'ban',
  'balance',
  'activeList',
  'catalogue',
];

/** OnlineSim, `/api/<method>.php`. */
export function onlineSim(vendor: Vendor<OnlineSimSettings>): VendorActs {
  const { own, clock } = vendor;
  const ask = onlineSimAsk(vendor);

  /** The vendor knows no ceiling, so the price is asked for first; a dearer number is not bought. */
  async function acquire({ serviceCode: service, countryCode: country, maxCost }: AcquireRequest) {
    const offer = { service, country };
    const priced = await ask('getPrice', offer, readPrice);
    if (priced.kind === 'fault') return priced;
    if (priced.price > maxCost) return providerFault('too_dear', 'dearer than the route allows');
    const askedAt = clock.now().getTime();
    const ordered = await ask('getNum', { ...offer, number: 'true' }, readPurchase, 'unknown_outcome');
    if (ordered.kind === 'fault') return ordered;
    const { orderId } = ordered;
    const phone = ordered.phone ?? (await phoneOf(orderId));
    if (phone === undefined) return providerFault('unknown_outcome', 'bought, but its number cannot be read yet');
    const expiresAt = new Date(askedAt + own.lifetimeMs);
    const cancelableAt = new Date(clock.now().getTime() + own.cancelAfterMs);
    return { kind: 'acquired', orderId, phone, cost: priced.price, expiresAt, cancelableAt } as const;
  }

  async function phoneOf(orderId: string): Promise<string | undefined> {
    const found = await findOperation(ask, orderId);
    return found.kind === 'found' ? found.operation.phone : undefined;
  }

  return {
    capabilities: new Set(CAPABILITIES),
    acquire,
    orderState: (orderId) => operationState(ask, orderId),
    listActive: () => listOperations(ask),
    cancel: (orderId) => giveBack(ask, orderId, {}),
    ban: (orderId) => giveBack(ask, orderId, { ban: '1' }),
    finish: (orderId) => finish(ask, orderId),
    // Not repeated by anybody when its outcome is unknown: a second one throws away a code that came after the first.
    resend: (tzid) => ask('setOperationRevise', { tzid }, (reply) => readClose('resend', reply), 'unknown_outcome'),
    prices: ({ serviceCode, countryCode: country = 'all' }) =>
      ask('getNumbersStats', { country }, (reply) => readPrices(reply, serviceCode)),
    catalogue: () => ask('getNumbersStats', { country: 'all' }, readCatalogue),
    balance: () => ask('getBalance', {}, readBalance),
  };
}
