import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Scope } from '../domain/access/scopes';
import { lacking } from './guard';

interface Asked {
  readonly schema: GraphQLSchema;
  /** Valid, and of a size that was admitted. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the key may do. */
  readonly scopes: ReadonlySet<Scope>;
}

/**
 * What an operation asks for and the key may not, one FORBIDDEN for each such field; empty when it may run. Of a query its
 * root fields are looked at, of a mutation all that it asks for: it must not be refused when it is done already. What
 * `@skip` and `@include` leave out needs no scope.
 */
export function lackingScopes({ schema, document, operation, variables, scopes }: Asked): GraphQLError[] {
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const found: GraphQLError[] = [];
  let coerced: Record<string, unknown> | undefined;

  function visit(type: GraphQLNamedType, { selections }: SelectionSetNode, path: readonly string[]): void {
    for (const selection of selections) {
      if (selection.directives?.length && isLeftOut(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        visitField(type, selection, path);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(document, selection.name.value);
      const { typeCondition } = fragment;
      visit(typeCondition ? schema.getType(typeCondition.name.value)! : type, fragment.selectionSet, path);
    }
  }

  function visitField(type: GraphQLNamedType, node: FieldNode, outer: readonly string[]): void {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field) return; // of the language itself
    const path = [...outer, (node.alias ?? node.name).value];
    const { scope } = field.extensions as { scope?: Scope };
    if (scope && !scopes.has(scope)) found.push(lacking(scope, { nodes: node, path }));
    else if (isMutation && node.selectionSet) visit(getNamedType(field.type), node.selectionSet, path);
  }

  function isLeftOut(node: SelectionNode): boolean {
    coerced ??= getVariableValues(schema, operation.variableDefinitions ?? [], variables).coerced;
    if (!coerced) return true; // nothing runs with such variables; the executor says why
    if (getDirectiveValues(GraphQLSkipDirective, node, coerced)?.if === true) return true;
    return getDirectiveValues(GraphQLIncludeDirective, node, coerced)?.if === false;
  }

  visit(schema.getRootType(operation.operation)!, operation.selectionSet, []);
  return found;
}

function fragmentOf({ definitions }: DocumentNode, name: string) {
  for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name) return one;
  throw new GraphQLError(`The fragment ${name} is not defined.`); // validation said so before
}
