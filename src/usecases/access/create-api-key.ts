import type { App } from '../../app';
import type { Actor } from '../../database/stores/ledger';
import { isScope, type Scope } from '../../domain/access/scopes';
import { type FactsOf, type Problem, type ProblemKind, problemAt } from '../../domain/problems';
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
  | { kind: 'invalid'; problem: Problem; exceeding?: Scope[] };

const invalid = <Kind extends ProblemKind>(kind: Kind, ...facts: FactsOf<Kind>) =>
  ({ kind: 'invalid', problem: problemAt('input', kind, ...facts) }) as const;

/** Makes an API key. Only its hash is stored. */
export async function createApiKey(app: App, order: ApiKeyOrder): Promise<CreateApiKeyOutcome> {
  const name = order.name.trim();
  const scopes = [...new Set(order.scopes)].filter(isScope);
  const unknown = order.scopes.filter((scope) => !isScope(scope));
  const at = app.clock.now();
  if (name.length < 1 || name.length > 100) return invalid('key_name', { least: 1, most: 100 });
  if (unknown.length > 0) return invalid('no_scope', { names: unknown.join(', ') });
  if (scopes.length === 0) return invalid('scope_needed');
  if (order.expiresAt && order.expiresAt <= at) return invalid('expiry');

  const exceeding = scopes.filter((scope) => order.within && !order.within.has(scope));
  if (exceeding.length > 0) return { ...invalid('scope_exceeded', { names: exceeding.join(', ') }), exceeding };

  const key = generateApiKey();
  const id = await app.db.transact(async (tx) => {
    const draft = { name, hash: hashApiKey(key), scopes, expiresAt: order.expiresAt ?? null, at };
    const made = await tx.apiKeys.create(draft);
    const facts = { name, scopes, expiresAt: order.expiresAt?.toISOString() ?? null };
    const entry = { actor: order.actor, action: 'api_key.created', entity: 'api_key', entityId: made, facts, at };
    const { requestId } = order;
    await tx.audit.write({ ...entry, requestId });
    return made;
  });
  return { kind: 'created', id, key, name, scopes, expiresAt: order.expiresAt };
}
