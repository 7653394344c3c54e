import type { App } from '../../app';
import { readCatalogueByIds, readRoutesOfOffers } from '../../database/queries/catalogue';
import { readChannelsByIds } from '../../database/queries/channels';
import { readMessagesByIds } from '../../database/queries/messages';
import { readMessagesOf, readReservationsByIds } from '../../database/queries/reservations';
import { readUsersByIds } from '../../database/queries/users';
import { readWallets } from '../../database/queries/wallets';

/** Reads many rows of one kind by their keys in one statement each, for edges that gather what their fields need. */
export function rowsFor({ db: { sql }, clock }: App) {
  return {
    users: (ids: readonly bigint[]) => readUsersByIds(sql, ids),
    wallets: (userIds: readonly bigint[]) => readWallets(sql, userIds),
    reservations: (ids: readonly bigint[]) => readReservationsByIds(sql, ids),
    services: (ids: readonly number[]) => readCatalogueByIds(sql, 'services', ids),
    countries: (ids: readonly number[]) => readCatalogueByIds(sql, 'countries', ids),
    offers: (ids: readonly number[]) => readCatalogueByIds(sql, 'offers', ids),
    providers: (ids: readonly number[]) => readCatalogueByIds(sql, 'providers', ids),
    routes: (ids: readonly number[]) => readCatalogueByIds(sql, 'routes', ids),
    routesOfOffers: (offerIds: readonly number[]) => readRoutesOfOffers(sql, offerIds),
    channels: (ids: readonly number[]) => readChannelsByIds(sql, ids, clock.now()),
    inboundMessages: (ids: readonly bigint[]) => readMessagesByIds(sql, ids),
    messagesOfReservations: (ids: readonly bigint[]) => readMessagesOf(sql, ids),
  };
}
