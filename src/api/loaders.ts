import type { App } from '../app';
import { rowsFor } from '../database/queries/rows-for';
import { many, one } from './loader';

/** What fields of one request find by key. A new relation is a line here and `@Related` on its field. */
export function createLoaders(app: App) {
  const rows = rowsFor(app);
  return {
    users: one(rows.users, (row) => row.id),
    wallets: one(rows.wallets, (row) => row.userId),
    reservations: one(rows.reservations, (row) => row.id),
    services: one(rows.services, (row) => row.id),
    countries: one(rows.countries, (row) => row.id),
    offers: one(rows.offers, (row) => row.id),
    providers: one(rows.providers, (row) => row.id),
    channels: one(rows.channels, (row) => row.id),
    routesOfOffer: many(rows.routesOfOffers, (row) => row.offerId),
    messagesOfReservation: many(rows.messagesOfReservations, (row) => row.reservationId),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
export type LoaderName = keyof Loaders;
