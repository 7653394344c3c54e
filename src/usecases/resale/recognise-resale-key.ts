import type { App } from '../../app';
import { noteKeysUsed, readShownKeys, type ShownKeyRow } from '../../database/queries/resale-keys';
import { networksOf } from '../../platform/networks';
import type { ResaleCaller } from './resale-caller';
import { hashResaleKey, hasResaleKeyForm } from './resale-key';
import { type KnownKey, resaleKeyRing } from './resale-key-ring';

export type KeyRefusal = {
  /** `address`: it may not come from there. `banned`: its user may not buy any more. */
  readonly kind: 'unknown' | 'revoked' | 'expired' | 'address' | 'banned';
  readonly until?: Date;
};

/** `last_used_at` need not be exact, so that reading does not write. */
const NOTE_USE_EVERY_MS = 60_000;
/** So many keys are read at once. */
const MOST_ALONG = 200;

/**
 * Whose program shows this key, from this address. What was read is believed for a second: a revocation by another process
 * holds within one, and one by this process at once. The act of buying reads the key again.
 */
export async function recogniseResaleKey(
  app: App,
  { key, address }: { key: string; address: string },
): Promise<ResaleCaller | KeyRefusal> {
  if (!hasResaleKeyForm(key)) return { kind: 'unknown' };
  const hash = hashResaleKey(key);
  const now = app.clock.now();
  const known = resaleKeyRing(app.db).find(hash, now) ?? (await look(app, hash, now));
  return known ? judge(known, address, now) : { kind: 'unknown' };
}

/** The same by what is believed now, without a question to the database; undefined where there has to be one. */
export function recogniseBelievedKey(
  app: App,
  { key, address }: { key: string; address: string },
): ResaleCaller | KeyRefusal | undefined {
  if (!hasResaleKeyForm(key)) return undefined;
  const now = app.clock.now();
  const known = resaleKeyRing(app.db).find(hashResaleKey(key), now);
  return known && judge(known, address, now);
}

/** True when this key opened the door before, whatever became of it since: such callers do not guess. */
export function wasRecognisedForResale(app: App, key: string): boolean {
  return hasResaleKeyForm(key) && resaleKeyRing(app.db).has(hashResaleKey(key));
}

function judge({ row, caller, mayComeFrom }: KnownKey, address: string, now: Date): ResaleCaller | KeyRefusal {
  if (row.revokedAt) return { kind: 'revoked' };
  if (row.expiresAt && row.expiresAt <= now) return { kind: 'expired' };
  if (!mayComeFrom(address)) return { kind: 'address' };
  return row.isBanned ? { kind: 'banned' } : caller;
}

/** Reads it, and along with it the others that are in use and will have to be read soon. */
async function look(app: App, hash: Buffer, now: Date): Promise<KnownKey | undefined> {
  const ring = resaleKeyRing(app.db);
  const begun = ring.beginRead();
  const others = ring.takeDue(now, MOST_ALONG).filter((other) => !other.equals(hash));
  const rows = await readShownKeys(app.db, [hash, ...others]);
  const used = rows.filter((row) => isUseDue(row, now));
  if (used.length > 0)
    await noteKeysUsed(
      app.db,
      used.map(({ id }) => id),
      now,
    );
  let found: KnownKey | undefined;
  for (const { hash: readHash, ...row } of rows) {
    const { addresses } = row;
    const mayComeFrom = addresses.length === 0 ? () => true : networksOf(addresses);
    const known = ring.keep(readHash, { keyId: row.id, row, caller: callerOf(row), mayComeFrom }, now, begun);
    if (readHash.equals(hash)) found = known;
  }
  return found;
}

function isUseDue({ lastUsedAt, revokedAt }: ShownKeyRow, now: Date): boolean {
  return !revokedAt && (!lastUsedAt || now.getTime() - lastUsedAt.getTime() >= NOTE_USE_EVERY_MS);
}

function callerOf(row: ShownKeyRow): ResaleCaller {
  const { id: keyId, userId, wording, repeatedOrder, priceGroupId } = row;
  return { keyId, userId, scopes: new Set(row.scopes), wording, repeatedOrder, priceGroupId };
}
