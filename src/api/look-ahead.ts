import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Scope } from '../domain/access/scopes';
import type { ApiContext } from './context';
import { objectTypes } from './guard';
import { type Relation, relationOf } from './relations';

interface Step extends Relation {
  readonly scope: Scope | undefined;
  readonly inner: readonly Step[];
}

/** Plans are kept with the field of the operation that they are for; operations themselves are kept by the server. */
const plans = new WeakMap<FieldNode, readonly Step[]>();

/** Lets every list load the relations that its operation asks for before its rows are written out. */
export function lookAhead(schema: GraphQLSchema): void {
  for (const type of objectTypes(schema)) {
    for (const field of Object.values(type.getFields())) {
      const path = pathToRows(field.type);
      const { resolve } = field;
      if (!path || !resolve || relationOf(field)) continue;
      field.resolve = async (root, args, context: ApiContext, info) => {
        const value = await resolve(root, args, context, info);
        const steps = planOf(info, path);
        if (steps.length > 0 && value) await load(rowsOf(value, path), steps, context);
        return value;
      };
    }
  }
}

/** From a field to its rows: through `edges` and `node` of a connection, or directly for a list of objects. */
function pathToRows(type: GraphQLOutputType): readonly ('edges' | 'node')[] | undefined {
  const named = getNamedType(type);
  if (!isObjectType(named)) return undefined;
  if (isListType(getNullableType(type))) return [];
  return named.name.endsWith('Connection') && named.getFields().edges ? ['edges', 'node'] : undefined;
}

function rowsOf(value: unknown, path: readonly string[]): readonly object[] {
  if (path.length === 0) return value as object[];
  return (value as { edges: { node: object }[] }).edges.map(({ node }) => node);
}

function planOf(info: GraphQLResolveInfo, path: readonly string[]): readonly Step[] {
  const [first] = info.fieldNodes;
  const known = info.fieldNodes.length === 1 && plans.get(first!);
  if (known) return known;
  let sets = info.fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  let type = getNamedType(info.returnType) as GraphQLObjectType;
  for (const name of path) {
    sets = fieldsIn(sets, info).flatMap((node) => (node.name.value === name && node.selectionSet) || []);
    type = getNamedType(type.getFields()[name]!.type) as GraphQLObjectType;
  }
  const steps = stepsOf(type, sets, info);
  if (info.fieldNodes.length === 1) plans.set(first!, steps);
  return steps;
}

function stepsOf(type: GraphQLObjectType, sets: readonly SelectionSetNode[], info: GraphQLResolveInfo): Step[] {
  const wanted = new Map<string, SelectionSetNode[]>();
  for (const { name, selectionSet } of fieldsIn(sets, info)) {
    wanted.set(name.value, [...(wanted.get(name.value) ?? []), ...(selectionSet ? [selectionSet] : [])]);
  }
  return [...wanted].flatMap(([name, inner]) => {
    const field = type.getFields()[name];
    const relation = field && relationOf(field);
    const target = field && getNamedType(field.type);
    if (!relation || !isObjectType(target)) return [];
    const scope = field.extensions.scope as Scope | undefined;
    return [{ ...relation, scope, inner: stepsOf(target, inner, info) }];
  });
}

/** The fields of a selection with its fragments written out. Operations that get here have no circles. */
function fieldsIn(sets: readonly SelectionSetNode[], info: GraphQLResolveInfo): FieldNode[] {
  return sets.flatMap(({ selections }) =>
    selections.flatMap((selection): FieldNode[] => {
      if (selection.kind === Kind.FIELD) return [selection];
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
      return fragment ? fieldsIn([fragment.selectionSet], info) : [];
    }),
  );
}

async function load(rows: readonly object[], steps: readonly Step[], context: ApiContext): Promise<void> {
  await Promise.all(
    steps.map(async ({ loader, from, scope, inner }) => {
      if (scope && !context.scopes.has(scope)) return; // the field itself says so
      const keys = rows.map((row) => (row as Record<string, unknown>)[from]).filter((key) => key != null);
      const found = await context.loaders[loader].prepare(keys as never[]);
      if (inner.length > 0) await load(found as object[], inner, context);
    }),
  );
}
