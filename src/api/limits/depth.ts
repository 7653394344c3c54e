import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** Refuses operations nested deeper than `deepest` fields. Introspection counts as well. */
export function depthLimit(deepest: number) {
  return (context: ValidationContext): ASTVisitor => ({
    Document(document) {
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
        if (depthOf(definition.selectionSet, document, deepest, []) <= deepest) continue;
        const message = `The operation is nested deeper than ${deepest} levels.`;
        context.reportError(new GraphQLError(message, { nodes: [definition], extensions: { code: 'TOO_DEEP' } }));
      }
    },
  });
}

/** Stops as soon as the limit is passed; a fragment inside itself is another rule's business. */
function depthOf(set: SelectionSetNode, document: DocumentNode, budget: number, path: readonly string[]): number {
  if (budget < 0) return 1;
  let deepest = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const below = selection.selectionSet ? depthOf(selection.selectionSet, document, budget - 1, path) : 0;
      deepest = Math.max(deepest, 1 + below);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      deepest = Math.max(deepest, depthOf(selection.selectionSet, document, budget, path));
    } else {
      const name = selection.name.value;
      const fragment = document.definitions.find((d) => d.kind === Kind.FRAGMENT_DEFINITION && d.name.value === name);
      if (!fragment || fragment.kind !== Kind.FRAGMENT_DEFINITION || path.includes(name)) continue;
      deepest = Math.max(deepest, depthOf(fragment.selectionSet, document, budget, [...path, name]));
    }
    if (deepest > budget) return deepest;
  }
  return deepest;
}
