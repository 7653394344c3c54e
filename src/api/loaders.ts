import DataLoader from 'dataloader';
import type { App } from '../app';
import { readUsersByIds, type UserRow } from '../database/reads/users.read';
import { readWallets, type WalletRow } from '../database/reads/wallets.read';

export interface Loaders {
  readonly users: DataLoader<bigint, UserRow | undefined>;
  readonly wallets: DataLoader<bigint, WalletRow | undefined>;
}

/** Gathers what many fields of one request ask for into one statement for each kind. Never shared between requests. */
export function createLoaders({ db }: App): Loaders {
  return {
    users: byKey(
      (ids) => readUsersByIds(db.sql, ids),
      (row) => row.id,
    ),
    wallets: byKey(
      (ids) => readWallets(db.sql, ids),
      (row) => row.userId,
    ),
  };
}

export function byKey<Key, Row>(read: (keys: readonly Key[]) => Promise<readonly Row[]>, keyOf: (row: Row) => Key) {
  return new DataLoader<Key, Row | undefined>(async (keys) => {
    const rows = new Map((await read(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key));
  });
}
