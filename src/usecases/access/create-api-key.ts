import type { App } from '../../app';
import type { Actor } from '../../database/stores/ledger';
import { isScope, type Scope } from '../../domain/access/scopes';
import { generateApiKey, hashApiKey } from './api-key';

export interface ApiKeyOrder {
  readonly name: string;
  readonly scopes: readonly string[];
  /** Undefined: it never expires. */
  readonly expiresAt?: Date;
  readonly actor: Actor;
  readonly requestId?: string;
  /** Whoever makes a key by a key can hand on only what he may do himself. Undefined: anything. */
  readonly within?: ReadonlySet<Scope>;
}

export type CreateApiKeyOutcome =
  /** `key` is shown now and never again. */
  | { kind: 'created'; id: number; key: string; name: string; scopes: Scope[]; expiresAt: Date | undefined }
  /** `exceeding` names scopes that the maker himself lacks. */
  | { kind: 'invalid'; problem: string; exceeding?: Scope[] };

/** Makes an API key. Only its hash is stored. */
export async function createApiKey(app: App, order: ApiKeyOrder): Promise<CreateApiKeyOutcome> {
  const name = order.name.trim();
  const scopes = [...new Set(order.scopes)].filter(isScope);
  const unknown = order.scopes.filter((scope) => !isScope(scope));
  const at = app.clock.now();
  if (name.length < 1 || name.length > 100) return { kind: 'invalid', problem: 'Give a name of 1 to 100 characters.' };
  if (unknown.length > 0) return { kind: 'invalid', problem: `There is no scope ${unknown.join(', ')}.` };
  if (scopes.length === 0) return { kind: 'invalid', problem: 'Give at least one scope.' };
  if (order.expiresAt && order.expiresAt <= at) return { kind: 'invalid', problem: 'Give an expiry in the future.' };

  const exceeding = scopes.filter((scope) => order.within && !order.within.has(scope));
  if (exceeding.length > 0)
    return { kind: 'invalid', problem: `You lack the scope ${exceeding.join(', ')} yourself.`, exceeding };

  const key = generateApiKey();
  const { id } = await app.db.transact(async (tx) => {
    const draft = { name, hash: hashApiKey(key), scopes, expiresAt: order.expiresAt, at };
    const row = await tx.apiKeys.create(draft);
    const facts = { name, scopes, expiresAt: order.expiresAt?.toISOString() ?? null };
    const entry = { actor: order.actor, action: 'api_key.created', entity: 'api_key', entityId: row.id, facts, at };
    const { requestId } = order;
    await tx.audit.write({ ...entry, requestId });
    return row;
  });
  return { kind: 'created', id, key, name, scopes, expiresAt: order.expiresAt };
}
