import DataLoader from 'dataloader';
import type { App } from '../app';
import { rowsFor } from '../database/queries/rows-for';

type Read<Key, Row> = (keys: readonly Key[]) => Promise<readonly Row[]>;

/**
 * Finds things by key for the fields of one request; never shared between requests. What was prepared is answered at
 * once, without a promise; anything else is gathered with its neighbours into one statement.
 */
export class Loader<Key, Value> {
  private readonly prepared = new Map<Key, Value>();
  private batches: DataLoader<Key, Value> | undefined;

  constructor(private readonly find: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>) {}

  get(key: Key): Value | Promise<Value> {
    const value = this.prepared.get(key);
    return value !== undefined || this.prepared.has(key) ? (value as Value) : this.load(key);
  }

  load(key: Key): Promise<Value> {
    this.batches ??= new DataLoader<Key, Value>(async (keys) => {
      const found = await this.find(keys);
      return keys.map((one) => found.get(one)!);
    });
    return this.batches.load(key);
  }

  /** Loads these in one statement. Returns what was found, lists written out. */
  async prepare(keys: readonly Key[]): Promise<unknown[]> {
    const missing = [...new Set(keys)].filter((key) => !this.prepared.has(key));
    if (missing.length > 0) {
      const found = await this.find(missing);
      for (const key of missing) this.prepared.set(key, found.get(key)!);
    }
    return [...new Set(keys)].flatMap((key) => (this.prepared.get(key) as unknown) ?? []);
  }
}

/** One row for each key; undefined where there is none. */
export function one<Key, Row>(read: Read<Key, Row>, keyOf: (row: Row) => Key): Loader<Key, Row | undefined> {
  return new Loader(async (keys) => new Map((await read(keys)).map((row) => [keyOf(row), row])));
}

/** All rows of each key. */
export function many<Key, Row>(read: Read<Key, Row>, keyOf: (row: Row) => Key): Loader<Key, Row[]> {
  return new Loader(async (keys) => {
    const found = new Map<Key, Row[]>(keys.map((key) => [key, []]));
    for (const row of await read(keys)) found.get(keyOf(row))?.push(row);
    return found;
  });
}

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
    paymentMethods: one(rows.paymentMethods, (row) => row.id),
    promoCodes: one(rows.promoCodes, (row) => row.id),
    sims: one(rows.sims, (row) => row.id),
    priceGroups: one(rows.priceGroups, (row) => row.id),
    resaleKeys: one(rows.resaleKeys, (row) => row.id),
    webhooksOfKeys: one(rows.webhooksOfKeys, (row) => row.keyId),
    payments: one(rows.payments, (row) => row.id),
    receipts: one(rows.receipts, (row) => row.id),
    supportThreads: one(rows.supportThreads, (row) => row.id),
    channels: one(rows.channels, (row) => row.id),
    routesOfOffer: many(rows.routesOfOffers, (row) => row.offerId),
    triesOfDelivery: many(rows.triesOfDeliveries, (row) => row.deliveryId),
    messagesOfThread: many(rows.messagesOfThreads, (row) => row.threadId),
    messagesOfReservation: many(rows.messagesOfReservations, (row) => row.reservationId),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
export type LoaderName = keyof Loaders;
