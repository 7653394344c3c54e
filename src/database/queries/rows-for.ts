import type { Clock } from '../../ports/clock';
import type { Access } from '../access';
import { readCatalogueByIds, readRoutesOfOffers } from './catalogue';
import { readChannelsByIds } from './channels';
import { readTriesOf, readWebhooksOfKeys } from './events';
import { readMessagesByIds } from './messages';
import { readPaymentsByIds, readReceiptsByIds } from './payment-lists';
import { readResaleKeysByIds } from './resale-lists';
import { readMessagesOf, readReservationsByIds } from './reservations';
import { readMessagesOfThreads, readSupportMessagesByIds, readSupportThreadsByIds } from './support';
import { readUsersByIds } from './users';
import { readWallets } from './wallets';

/** Reads many rows of one kind by their keys in one statement each, for edges that gather what their fields need. */
export function rowsFor({ db, clock }: { readonly db: Access; readonly clock: Clock }) {
  return {
    users: (ids: readonly bigint[]) => readUsersByIds(db, ids),
    wallets: (userIds: readonly bigint[]) => readWallets(db, userIds),
    reservations: (ids: readonly bigint[]) => readReservationsByIds(db, ids),
    services: (ids: readonly number[]) => readCatalogueByIds(db, 'services', ids),
    countries: (ids: readonly number[]) => readCatalogueByIds(db, 'countries', ids),
    offers: (ids: readonly number[]) => readCatalogueByIds(db, 'offers', ids),
    providers: (ids: readonly number[]) => readCatalogueByIds(db, 'providers', ids),
    routes: (ids: readonly number[]) => readCatalogueByIds(db, 'routes', ids),
    routesOfOffers: (offerIds: readonly number[]) => readRoutesOfOffers(db, offerIds),
    paymentMethods: (ids: readonly number[]) => readCatalogueByIds(db, 'paymentMethods', ids),
    priceGroups: (ids: readonly number[]) => readCatalogueByIds(db, 'priceGroups', ids),
    resaleKeys: (ids: readonly number[]) => readResaleKeysByIds(db, ids),
    webhooksOfKeys: (keyIds: readonly number[]) => readWebhooksOfKeys(db, keyIds),
    promoCodes: (ids: readonly number[]) => readCatalogueByIds(db, 'promoCodes', ids),
    sims: (ids: readonly number[]) => readCatalogueByIds(db, 'sims', ids),
    payments: (ids: readonly bigint[]) => readPaymentsByIds(db, ids),
    receipts: (ids: readonly bigint[]) => readReceiptsByIds(db, ids),
    channels: (ids: readonly number[]) => readChannelsByIds(db, ids, clock.now()),
    inboundMessages: (ids: readonly bigint[]) => readMessagesByIds(db, ids),
    triesOfDeliveries: (ids: readonly bigint[]) => readTriesOf(db, ids),
    supportThreads: (ids: readonly bigint[]) => readSupportThreadsByIds(db, ids),
    supportMessages: (ids: readonly bigint[]) => readSupportMessagesByIds(db, ids),
    messagesOfThreads: (ids: readonly bigint[]) => readMessagesOfThreads(db, ids),
    messagesOfReservations: (ids: readonly bigint[]) => readMessagesOf(db, ids),
  };
}
