import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** Introspection of a union of lists of interfaces nests 13 levels; the deepest sensible query of ours fewer. */
const DEEPEST = 15;
/** Fields once all fragments are written out. */
const MOST_FIELDS = 2_000;
const MOST_OF = {
  aliases: 50,
  directives: 50,
  variables: 100,
  fragments: 50,
  'fragment spreads': 200,
  operations: 20,
  /** The same answer asked for twice in one place: each pair is compared by validation. */
  'repeated fields': 50,
} as const;

interface QuerySize {
  /** Levels of fields. */
  readonly depth: number;
  readonly fields: number;
}

const NOTHING: QuerySize = { depth: 0, fields: 0 };

/** Throws TOO_DEEP or TOO_COMPLEX for what is larger than any sensible operation. Takes time in proportion to its text. */
export function checkQuerySize(document: DocumentNode): void {
  const counts = count(document);
  for (const [name, most] of Object.entries(MOST_OF)) {
    const found = counts[name as keyof typeof MOST_OF];
    if (found > most) throw refuse('TOO_COMPLEX', `The document has ${found} ${name}; at most ${most} are allowed.`);
  }
  const measure = measureIn(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, fields } = measure(definition.selectionSet);
    if (depth > DEEPEST) throw refuse('TOO_DEEP', `The operation is nested deeper than ${DEEPEST} levels.`);
    if (fields > MOST_FIELDS) throw refuse('TOO_COMPLEX', `The operation asks for more than ${MOST_FIELDS} fields.`);
  }
}

/** A broken limit, as the caller hears of it: status 400. */
export function refuse(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}

function count(document: DocumentNode): Record<keyof typeof MOST_OF, number> {
  const counts = {
    aliases: 0,
    directives: 0,
    variables: 0,
    fragments: 0,
    'fragment spreads': 0,
    operations: 0,
    'repeated fields': 0,
  };
  const more = (name: keyof typeof counts, by = 1) => {
    counts[name] += by;
  };
  visit(document, {
    Field: ({ alias }) => more('aliases', alias ? 1 : 0),
    Directive: () => more('directives'),
    VariableDefinition: () => more('variables'),
    FragmentDefinition: () => more('fragments'),
    FragmentSpread: () => more('fragment spreads'),
    OperationDefinition: () => more('operations'),
    SelectionSet({ selections }) {
      const names = selections.flatMap((one) => (one.kind === Kind.FIELD ? [(one.alias ?? one.name).value] : []));
      more('repeated fields', names.length - new Set(names).size);
    },
  });
  return counts;
}

/**
 * Each fragment is measured once: a few that spread one another twice would otherwise take for ever, here and in
 * everything that walks the operation later.
 */
function measureIn(document: DocumentNode): (set: SelectionSetNode) => QuerySize {
  const definitions = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const fragments = new Map((definitions as FragmentDefinitionNode[]).map((one) => [one.name.value, one]));
  const known = new Map<string, QuerySize>();

  function ofFragment(name: string): QuerySize {
    const found = known.get(name);
    if (found) return found;
    known.set(name, NOTHING); // one that contains itself is another rule's business
    const fragment = fragments.get(name);
    const size = fragment ? ofSet(fragment.selectionSet) : NOTHING;
    known.set(name, size);
    return size;
  }

  function ofSet(set: SelectionSetNode): QuerySize {
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
