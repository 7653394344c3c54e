import { type DocumentNode, type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';
import { refuse } from './query-size';

/** What was computed for one document is kept with it; it has few sizes of pages. */
const MOST_KNOWN = 50;

export interface MeasuredOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName?: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Throws TOO_COMPLEX for operations that could read too much. A list weighs as much as its largest page. */
export function createComplexityLimit(schema: GraphQLSchema, max: number): (o: MeasuredOperation) => void {
  const estimators = [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })];
  const known = new WeakMap<OperationDefinitionNode, Map<string, number>>();

  function complexityOf({ document, operationName, variables }: MeasuredOperation): number {
    const options = { schema, query: document, variables: { ...variables }, estimators };
    return getComplexity({ ...options, operationName: operationName ?? undefined });
  }

  return (o) => {
    const { operation, variables } = o;
    const bySizes = known.get(operation) ?? new Map<string, number>();
    const sizes = sizesIn(variables);
    let complexity = sizes === undefined ? undefined : bySizes.get(sizes);
    if (complexity === undefined) {
      // Variables that do not fit are told by the execution, which comes next and reads nothing before.
      if (getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors) return;
      complexity = complexityOf(o);
      if (sizes !== undefined && bySizes.size < MOST_KNOWN) known.set(operation, bySizes.set(sizes, complexity));
    }
    if (complexity <= max) return;
    const message = `The operation weighs ${complexity}; at most ${max} is allowed. Ask for smaller pages.`;
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
