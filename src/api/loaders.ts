import DataLoader from 'dataloader';
import type { App } from '../app';
import type { CountryRow, OfferRow, ProviderRow, RouteRow, ServiceRow } from '../database/reads/catalogue.read';
import type { MessageRow } from '../database/reads/reservations.read';
import type { UserRow } from '../database/reads/users.read';
import type { WalletRow } from '../database/reads/wallets.read';
import { rowsFor } from '../usecases/reports/rows-for';

export interface Loaders {
  readonly users: DataLoader<bigint, UserRow | undefined>;
  readonly wallets: DataLoader<bigint, WalletRow | undefined>;
  readonly services: DataLoader<number, ServiceRow | undefined>;
  readonly countries: DataLoader<number, CountryRow | undefined>;
  readonly offers: DataLoader<number, OfferRow | undefined>;
  readonly providers: DataLoader<number, ProviderRow | undefined>;
  readonly routesOfOffer: DataLoader<number, RouteRow[]>;
  readonly messagesOfReservation: DataLoader<bigint, MessageRow[]>;
}

/** Gathers what many fields of one request ask for into one statement for each kind. Never shared between requests. */
export function createLoaders(app: App): Loaders {
  const rows = rowsFor(app);
  return {
    users: one(rows.users, (row) => row.id),
    wallets: one(rows.wallets, (row) => row.userId),
    services: one(rows.services, (row) => row.id),
    countries: one(rows.countries, (row) => row.id),
    offers: one(rows.offers, (row) => row.id),
    providers: one(rows.providers, (row) => row.id),
    routesOfOffer: many(rows.routesOfOffers, (row) => row.offerId),
    messagesOfReservation: many(rows.messagesOfReservations, (row) => row.reservationId),
  };
}

type Read<Key, Row> = (keys: readonly Key[]) => Promise<readonly Row[]>;

function one<Key, Row>(read: Read<Key, Row>, keyOf: (row: Row) => Key) {
  return new DataLoader<Key, Row | undefined>(async (keys) => {
    const found = new Map((await read(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => found.get(key));
  });
}

function many<Key, Row>(read: Read<Key, Row>, keyOf: (row: Row) => Key) {
  return new DataLoader<Key, Row[]>(async (keys) => {
    const found = new Map<Key, Row[]>(keys.map((key) => [key, []]));
    for (const row of await read(keys)) found.get(keyOf(row))?.push(row);
    return keys.map((key) => found.get(key) ?? []);
  });
}
