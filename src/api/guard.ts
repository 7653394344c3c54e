import { GraphQLError, type GraphQLSchema } from 'graphql';
import { type AuthChecker, Authorized, Extensions } from 'type-graphql';
import type { Scope } from '../domain/access/scopes';
import type { ApiContext } from './context';

/**
 * Opens a field to holders of a scope. The declaration also stands in the schema itself, where `unguardedFields` looks
 * for it, so that a forgotten one closes the program instead of opening a door.
 */
export function Scoped(scope: Scope) {
  const declarations = [Authorized<Scope>(scope), Extensions({ scope })];
  return (target: object, name: string | symbol, descriptor?: PropertyDescriptor): void => {
    for (const declare of declarations) (declare as MethodDecorator)(target, name, descriptor as PropertyDescriptor);
  };
}

export const checkScope: AuthChecker<ApiContext, Scope> = ({ context }, [scope]) => {
  if (scope && context.scopes.has(scope)) return true;
  throw new GraphQLError(`This key lacks the scope ${scope}.`, {
    extensions: { code: 'FORBIDDEN', scope, http: { status: 403 } },
  });
};

/** Root fields that declare no scope; nobody may start a server with one. */
export function unguardedFields(schema: GraphQLSchema): string[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {})
      .filter((field) => typeof field.extensions.scope !== 'string')
      .map((field) => `${type!.name}.${field.name}`),
  );
}
