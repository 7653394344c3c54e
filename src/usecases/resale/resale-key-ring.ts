import type { Database } from '../../database/database';
import { keptPerDatabase } from '../../database/kept-per-database';
import type { ShownKeyRow } from '../../database/queries/resale-keys';
import { KeyRing } from '../access/key-ring';
import type { ResaleCaller } from './resale-caller';

const BELIEVED_MS = 1_000;
const MOST_KEYS = 5_000;

/** A key as it was read, with what is asked of it at every call made ready. */
export interface KnownKey {
  readonly keyId: number;
  readonly row: ShownKeyRow;
  readonly caller: ResaleCaller;
  readonly mayComeFrom: (address: string) => boolean;
}

const ringOf = keptPerDatabase<KeyRing<KnownKey>>();

/** The keys of buyers' programs that this process saw lately. One for each database. */
export function resaleKeyRing(db: Pick<Database, 'dataSource'>): KeyRing<KnownKey> {
  return ringOf(db, () => new KeyRing(BELIEVED_MS, MOST_KEYS));
}
