import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLErrorOptions,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { Extensions } from 'type-graphql';
import type { Scope } from '../domain/access/scopes';
import type { ApiContext } from './context';

/**
 * On a field: opens it to holders of a scope. On a type: says which scope its plain fields belong to, so that a field of
 * another type that leads here must ask for it (see `scope-coverage.ts`). The declaration stands in the schema itself; a forgotten
 * one closes the program instead of opening a door.
 */
export function Scoped(scope: Scope) {
  const declare = Extensions({ scope }) as (...target: unknown[]) => void;
  return (...target: [target: object, name?: string | symbol, descriptor?: PropertyDescriptor]): void =>
    declare(...target);
}

/** Makes every declared scope hold. It costs a look into a set, so lists stay free of promises. */
export function guardFields(schema: GraphQLSchema): void {
  for (const type of objectTypes(schema)) {
    for (const field of Object.values(type.getFields())) {
      const { scope } = field.extensions as { scope?: Scope };
      if (!scope) continue;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (root, args, context: ApiContext, info) => {
        if (!context.scopes.has(scope)) throw lacking(scope);
        return resolve(root, args, context, info);
      };
      const { subscribe } = field;
      if (!subscribe) continue;
      field.subscribe = (root, args, context: ApiContext, info) => {
        if (!context.scopes.has(scope)) throw lacking(scope);
        return subscribe(root, args, context, info);
      };
    }
  }
}

export function objectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  );
}

/** The refusal of a key: code FORBIDDEN, status 403. `where` says at which field. */
export function lacking(scope: Scope, where: Pick<GraphQLErrorOptions, 'nodes' | 'path'> = {}): GraphQLError {
  return new GraphQLError(`This key lacks the scope ${scope}.`, {
    ...where,
    extensions: { code: 'FORBIDDEN', scope, http: { status: 403 } },
  });
}
