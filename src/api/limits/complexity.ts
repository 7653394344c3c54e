import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';

/** Weights that were computed for one document are kept with it; it has few sizes of pages. */
const MOST_WEIGHTS = 50;

export interface Weighed {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName?: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Throws TOO_COMPLEX for operations that could read too much. A list weighs as much as its largest page. */
export function createScales(schema: GraphQLSchema, heaviest: number): (o: Weighed) => void {
  const estimators = [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })];
  const known = new WeakMap<OperationDefinitionNode, Map<string, number>>();

  function weigh({ document, operationName, variables }: Weighed): number {
    const options = { schema, query: document, variables: { ...variables }, estimators };
    return getComplexity({ ...options, operationName: operationName ?? undefined });
  }

  return (o) => {
    const { operation, variables } = o;
    const weights = known.get(operation) ?? new Map<string, number>();
    const sizes = sizesIn(variables);
    let weight = sizes === undefined ? undefined : weights.get(sizes);
    if (weight === undefined) {
      // Variables that do not fit are told by the execution, which comes next and reads nothing before.
      if (getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors) return;
      weight = weigh(o);
      if (sizes !== undefined && weights.size < MOST_WEIGHTS) known.set(operation, weights.set(sizes, weight));
    }
    if (weight <= heaviest) return;
    const message = `The operation weighs ${weight}; at most ${heaviest} is allowed. Ask for smaller pages.`;
    throw refuse('TOO_COMPLEX', message);
  };
}

/**
 * What a weight can depend on: numbers (page sizes) and truth values (`@include`). Undefined where a variable is larger
 * than that: such operations are weighed each time.
 */
function sizesIn(variables: Readonly<Record<string, unknown>>): string | undefined {
  let text = '';
  for (const name in variables) {
    const value = variables[name];
    if (value === null || typeof value === 'number' || typeof value === 'boolean') text += `${name}=${value};`;
    else if (typeof value === 'object') return undefined;
  }
  return text;
}

function refuse(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}
