import type { App } from '../../app';
import type { Actor } from '../../database/stores/ledger';
import type { ResaleKeyChange, ResaleKeyRow } from '../../database/stores/resale';
import { formatAmount } from '../../domain/money/money';
import { type Problem, problemAt } from '../../domain/problems';
import { KEY_NAME_LENGTH } from '../../domain/resale/resale-words';
import { isNetwork } from '../../platform/networks';
import { resaleKeyRing } from './resale-key-ring';

export interface ResaleKeyChangeOrder {
  readonly id: number;
  /** Only a key of this user; undefined: of anybody. */
  readonly userId?: bigint;
  readonly change: ResaleKeyChange;
  readonly actor: Actor;
  readonly requestId?: string;
}

export type ChangeResaleKeyOutcome =
  | { readonly kind: 'changed'; readonly row: ResaleKeyRow }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'invalid'; readonly problem: Problem };

export const MOST_ADDRESSES = 20;

/** Changes a living key; holds from the next call of its program on. */
export async function changeResaleKey(app: App, o: ResaleKeyChangeOrder): Promise<ChangeResaleKeyOutcome> {
  const at = app.clock.now();
  const change = tidy(o.change);
  const problem = problemOf(change, at);
  if (problem) return { kind: 'invalid', problem };
  const { id, userId, actor, requestId } = o;
  const outcome = await app.db.transact(async (tx): Promise<ChangeResaleKeyOutcome> => {
    const key = await tx.resale.lockKey(id);
    if (!key || key.revokedAt || (userId !== undefined && key.userId !== userId)) return { kind: 'not_found' };
    const { name, priceGroupId } = change;
    const others = name === undefined ? [] : await tx.resale.listKeys(key.userId);
    if (others.some((one) => one.id !== id && one.name.toLowerCase() === name!.toLowerCase()))
      return { kind: 'invalid', problem: problemAt('name', 'resale_key_name_taken') };
    if (priceGroupId && !(await tx.resale.findPriceGroup(priceGroupId)))
      return { kind: 'invalid', problem: problemAt('priceGroupId', 'no_price_group') };
    await tx.resale.changeKey(id, change);
    const facts = { userId: String(key.userId), ...factsOf(change) };
    await tx.audit.write({ actor, action: 'resale_key.changed', entityId: id, facts, requestId, at });
    return { kind: 'changed', row: { ...key, ...change } };
  });
  resaleKeyRing(app.db).forget(id);
  return outcome;
}

function tidy(change: ResaleKeyChange): ResaleKeyChange {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return given.name === undefined ? given : { ...given, name: String(given.name).replace(/\s+/g, ' ').trim() };
}

function problemOf({ name, expiresAt, addresses, dailyCap }: ResaleKeyChange, now: Date): Problem | undefined {
  const { least, most } = KEY_NAME_LENGTH;
  if (name !== undefined && (name.length < least || name.length > most))
    return problemAt('name', 'key_name', { least, most });
  if (expiresAt && expiresAt <= now) return problemAt('expiresAt', 'expiry');
  if (addresses && (addresses.length > MOST_ADDRESSES || !addresses.every(isNetwork)))
    return problemAt('addresses', 'networks', { most: MOST_ADDRESSES });
  if (dailyCap !== undefined && dailyCap !== null && dailyCap <= 0n) return problemAt('dailyCap', 'amount_too_small');
  return undefined;
}

/** As the audit log keeps them. */
function factsOf({ dailyCap, expiresAt, ...rest }: ResaleKeyChange): Record<string, unknown> {
  return {
    ...rest,
    ...(dailyCap === undefined ? {} : { dailyCap: dailyCap === null ? null : formatAmount(dailyCap) }),
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt?.toISOString() ?? null }),
  };
}
