import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLSchema, getVariableValues, OperationTypeNode } from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';

/** Refuses operations that could read too much before anything is read. A list weighs as much as its largest page. */
export function complexityLimit(schema: GraphQLSchema, heaviest: number): ApolloServerPlugin {
  const estimators = [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })];
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ request, document, operation, operationName }) {
          if (!operation) return; // unknown name: told by what comes next
          if (operation.operation === OperationTypeNode.SUBSCRIPTION)
            throw refuse('BAD_REQUEST', 'There are no subscriptions.');
          const variables = request.variables ?? {};
          // Variables that do not fit are told by the execution, which comes next and reads nothing before.
          if (getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors) return;
          const options = { schema, query: document, variables, estimators };
          const weight = getComplexity({ ...options, operationName: operationName ?? undefined });
          if (weight <= heaviest) return;
          const message = `The operation weighs ${weight}; at most ${heaviest} is allowed. Ask for smaller pages.`;
          throw refuse('TOO_COMPLEX', message);
        },
      };
    },
  };
}

function refuse(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}
