import type { App } from '../../app';
import { lockName } from '../../database/acts/lock-name';
import type { Actor } from '../../database/stores/ledger';
import type { ResaleKeyRow } from '../../database/stores/resale';
import { type Problem, problemAt } from '../../domain/problems';
import { KEY_NAME_LENGTH, MOST_RESALE_KEYS, type ResaleScope } from '../../domain/resale/resale-words';
import { generateResaleKey, hashResaleKey } from './resale-key';

export interface ResaleKeyOrder {
  readonly userId: bigint;
  readonly name: string;
  readonly scopes: readonly ResaleScope[];
  readonly expiresAt?: Date | null;
  readonly priceGroupId?: number | null;
  readonly actor: Actor;
  readonly requestId?: string;
}

export type CreateResaleKeyOutcome =
  /** `key` is shown now and never again. */
  | { readonly kind: 'created'; readonly key: string; readonly row: ResaleKeyRow }
  | { readonly kind: 'invalid'; readonly problem: Problem };

/** Makes a key by which a user's program buys. Only its hash is stored. */
export async function createResaleKey(app: App, order: ResaleKeyOrder): Promise<CreateResaleKeyOutcome> {
  const at = app.clock.now();
  const name = order.name.replace(/\s+/g, ' ').trim();
  const { least, most } = KEY_NAME_LENGTH;
  const { userId, scopes, expiresAt = null, priceGroupId = null, actor, requestId } = order;
  if (name.length < least || name.length > most) return invalid(problemAt('name', 'key_name', { least, most }));
  if (scopes.length === 0) return invalid(problemAt('scopes', 'scope_needed'));
  if (expiresAt && expiresAt <= at) return invalid(problemAt('expiresAt', 'expiry'));
  const key = generateResaleKey();
  return app.db.transact(async (tx): Promise<CreateResaleKeyOutcome> => {
    // Two at once would both count nine.
    await lockName(tx, `resale-keys:${userId}`);
    const kept = await tx.resale.listKeys(userId);
    const living = kept.filter((one) => !one.expiresAt || one.expiresAt > at);
    if (living.length >= MOST_RESALE_KEYS)
      return invalid(problemAt('name', 'resale_keys_most', { most: MOST_RESALE_KEYS }));
    // `resale_keys_name_once` forbids it besides.
    if (kept.some((one) => one.name.toLowerCase() === name.toLowerCase()))
      return invalid(problemAt('name', 'resale_key_name_taken'));
    const draft = { userId, name, scopes: [...new Set(scopes)], expiresAt, priceGroupId, createdAt: at };
    const id = await tx.resale.createKey({ ...draft, hash: hashResaleKey(key), hint: key.slice(-4) });
    const facts = { userId: String(userId), name, scopes: draft.scopes, expiresAt: expiresAt?.toISOString() ?? null };
    await tx.audit.write({ actor, action: 'resale_key.created', entityId: id, facts, requestId, at });
    const row = await tx.resale.findKey(id);
    return { kind: 'created', key, row: row! };
  });
}

function invalid(problem: Problem) {
  return { kind: 'invalid', problem } as const;
}
