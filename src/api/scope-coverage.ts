import { type GraphQLNamedType, type GraphQLSchema, getNamedType, isAbstractType, isObjectType } from 'graphql';

/**
 * Fields through which a key could see more than its scopes say; nobody may start a server with one. These are root
 * fields that declare no scope, and fields that lead to a type of another scope without asking for it. Who may write a
 * thing is shown the thing he wrote: `x:write` covers the plain fields of types that belong to `x:read`.
 */
export function unguardedFields(schema: GraphQLSchema): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();

  function visit(type: GraphQLNamedType, held: ReadonlySet<string>): void {
    const place = `${type.name}: ${[...held].sort().join(' ')}`;
    if (seen.has(place)) return;
    seen.add(place);
    if (isAbstractType(type)) for (const one of schema.getPossibleTypes(type)) visit(one, held);
    if (!isObjectType(type)) return;
    for (const field of Object.values(type.getFields())) {
      const inside = withScope(held, field.extensions.scope);
      const target = getNamedType(field.type);
      if (leadsOut(target, inside)) found.add(`${type.name}.${field.name}`);
      else visit(target, inside);
    }
  }

  function leadsOut(target: GraphQLNamedType, held: ReadonlySet<string>): boolean {
    const all = isAbstractType(target) ? [target, ...schema.getPossibleTypes(target)] : [target];
    return all.some(({ extensions: { scope } }) => typeof scope === 'string' && !held.has(scope));
  }

  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const held = withScope(new Set(), field.extensions.scope);
      const target = getNamedType(field.type);
      if (held.size === 0 || leadsOut(target, held)) found.add(`${type!.name}.${field.name}`);
      else visit(target, held);
    }
  }
  return [...found];
}

function withScope(held: ReadonlySet<string>, scope: unknown): ReadonlySet<string> {
  if (typeof scope !== 'string') return held;
  return new Set([...held, scope, scope.replace(/:write$/, ':read')]);
}
