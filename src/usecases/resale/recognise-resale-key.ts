import type { App } from '../../app';
import { readShownKey, type ShownKeyRow } from '../../database/queries/resale-keys';
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

async function look(app: App, hash: Buffer, now: Date): Promise<KnownKey | undefined> {
  const row = await readShownKey(app.db, hash);
  if (!row) return undefined;
  const isDue = !row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() >= NOTE_USE_EVERY_MS;
  if (isDue && !row.revokedAt) await app.db.resale.markUsed(row.id, now);
  const { addresses } = row;
  const mayComeFrom = addresses.length === 0 ? () => true : networksOf(addresses);
  return resaleKeyRing(app.db).keep(hash, { keyId: row.id, row, caller: callerOf(row), mayComeFrom }, now);
}

function callerOf(row: ShownKeyRow): ResaleCaller {
  const { id: keyId, userId, wording, repeatedOrder, priceGroupId } = row;
  return { keyId, userId, scopes: new Set(row.scopes), wording, repeatedOrder, priceGroupId };
}
