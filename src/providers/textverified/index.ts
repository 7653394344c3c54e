import { createVendorClient } from '../../platform/vendor/client';
import { type ProviderAdapter, withCapabilities } from '../kit/adapter';
import { followLinks, readSettings } from './follow-link';
import { listCatalogue, listPrices } from './lists';
import { readBalance } from './read-account';
import { readTextVerifiedWebhook } from './read-sms';
import { buyVerification, closeVerification, listVerifications, verificationState } from './verifications';

/**
 * textverified.com, version 2: numbers of the United States. An order is a verification; where it stands and what it allows is
 * told by links, which are followed.
 */
export const textVerifiedAdapter: ProviderAdapter = {
  protocol: 'textverified',
  create(row, { transport, clock }) {
    const account = { row, own: readSettings(row), client: createVendorClient(transport, clock), clock };
    const follow = followLinks(account);
    return withCapabilities(
      row,
      {
        acquire: (request) => buyVerification(follow, account, request),
        orderState: (orderId) => verificationState(follow, orderId),
        listActive: () => listVerifications(follow, clock.now()),
        cancel: (orderId) => closeVerification(follow, orderId, 'cancel'),
        ban: (orderId) => closeVerification(follow, orderId, 'report'),
        prices: (filter) => listPrices(follow, filter),
        catalogue: () => listCatalogue(follow),
        balance: () => follow({ href: '/account/me', method: 'GET' }, { name: 'account' }, readBalance),
        readWebhook: (request) => readTextVerifiedWebhook(request, row.webhookKey?.() ?? ''),
      },
      ['idempotentPurchase', 'stock', 'maxPrice'],
      account.own.lifetimeMs,
    );
  },
};
