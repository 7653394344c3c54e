import { z } from 'zod';
import type { ProviderCapability, ProviderSettings } from '../../ports/sms-provider';
import { lifetime, type Vendor, type VendorActs, vendorAdapter, vendorUrl } from '../kit/adapter';
import { textVerifiedCall } from './follow-link';
import { listCatalogue, listPrices } from './lists';
import { readBalance } from './read-account';
import { readTextVerifiedWebhook } from './read-sms';
import { buyVerification, closeVerification, listVerifications, verificationState } from './verifications';

/** textverified.com, version 2: numbers of the United States. */
export const textVerifiedAdapter = vendorAdapter({
  protocol: 'textverified',
  settings: readTextVerifiedSettings,
  open: textVerified,
});

const options = z.strictObject({
  /** The account's name, an e-mail address; the key stands in the row. */
  username: z.string().min(1).max(200),
  /** Used when a verification does not say when it ends. */
  lifetimeMs: lifetime.default(900_000),
});

export interface TextVerifiedSettings extends z.infer<typeof options> {
  /** Without a slash at the end. */
  readonly url: string;
}

/** Reads the row of TextVerified. Throws a ZodError or TypeError that names the wrong field, never a value. */
function readTextVerifiedSettings(row: ProviderSettings): TextVerifiedSettings {
  return { ...options.parse(row.options), url: vendorUrl(row.baseUrl, '/api/pub/v2') };
}

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
function textVerified(vendor: Vendor<TextVerifiedSettings>): VendorActs {
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
