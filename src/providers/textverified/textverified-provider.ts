import type { ProviderCapability } from '../../ports/sms-provider';
import type { Vendor, VendorActs } from '../vendor-adapter';
import { buyVerification } from './buy-verification';
import { closeVerification } from './close-verification';
import { listCatalogue, listPrices } from './list-prices';
import { listVerifications } from './list-verifications';
import { readBalance } from './read-account';
import { readTextVerifiedWebhook } from './read-webhook';
import { textVerifiedCall } from './textverified-call';
import type { TextVerifiedSettings } from './textverified-settings';
import { verificationState } from './verifications';

const CAPABILITIES: readonly ProviderCapability[] = [
  'purchase',
  'idempotentPurchase',
  'webhook',
  'prices',
  'stock',
  'catalogue',
  'cancel',
  'ban',
  'balance',
  'activeList',
  'maxPrice',
];

/** TextVerified, version 2. An order is a verification; where it stands and what it allows is told by links, which are followed. */
export function textVerified(vendor: Vendor<TextVerifiedSettings>): VendorActs {
  const { row, clock } = vendor;
  const follow = textVerifiedCall(vendor);
  return {
    capabilities: new Set(CAPABILITIES),
    acquire: (request) => buyVerification(follow, vendor, request),
    orderState: (orderId) => verificationState(follow, orderId),
    listActive: () => listVerifications(follow, clock.now()),
    cancel: (orderId) => closeVerification(follow, orderId, 'cancel'),
    ban: (orderId) => closeVerification(follow, orderId, 'report'),
    prices: (filter) => listPrices(follow, filter),
    catalogue: () => listCatalogue(follow),
    balance: () => follow({ href: '/account/me', method: 'GET' }, { name: 'account' }, readBalance),
    readWebhook: (request) => readTextVerifiedWebhook(request, row.webhookKey?.() ?? ''),
  };
}
