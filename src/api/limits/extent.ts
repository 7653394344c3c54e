import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

interface Extent {
  /** Levels of fields. */
  readonly depth: number;
  /** Fields after all fragments are written out. */
  readonly fields: number;
}

const NOTHING: Extent = { depth: 0, fields: 0 };

/**
 * Refuses operations nested deeper than `deepest` levels, or longer than `longest` fields once their fragments are
 * written out. Each fragment is measured once: a few that spread one another twice would otherwise take for ever, here
 * and in everything that walks the operation later.
 */
export function extentLimit(deepest: number, longest: number) {
  return (context: ValidationContext): ASTVisitor => ({
    Document(document) {
      const measure = measureIn(document);
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
        const { depth, fields } = measure(definition.selectionSet);
        const nodes = [definition];
        if (depth > deepest) {
          const message = `The operation is nested deeper than ${deepest} levels.`;
          context.reportError(new GraphQLError(message, { nodes, extensions: { code: 'TOO_DEEP' } }));
        }
        if (fields > longest) {
          const message = `The operation asks for more than ${longest} fields.`;
          context.reportError(new GraphQLError(message, { nodes, extensions: { code: 'TOO_COMPLEX' } }));
        }
      }
    },
  });
}

function measureIn(document: DocumentNode): (set: SelectionSetNode) => Extent {
  const definitions = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const fragments = new Map((definitions as FragmentDefinitionNode[]).map((one) => [one.name.value, one]));
  const known = new Map<string, Extent>();

  function ofFragment(name: string): Extent {
    const found = known.get(name);
    if (found) return found;
    known.set(name, NOTHING); // one that contains itself is another rule's business
    const fragment = fragments.get(name);
    const extent = fragment ? ofSet(fragment.selectionSet) : NOTHING;
    known.set(name, extent);
    return extent;
  }

  function ofSet(set: SelectionSetNode): Extent {
    let depth = 0;
    let fields = 0;
    for (const selection of set.selections) {
      const isField = selection.kind === Kind.FIELD;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : selection.selectionSet
            ? ofSet(selection.selectionSet)
            : NOTHING;
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
      fields += inner.fields + (isField ? 1 : 0);
    }
    return { depth, fields };
  }

  return ofSet;
}
