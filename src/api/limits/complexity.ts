import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';

/** Refuses operations that could read too much before anything is read. A list weighs as much as its largest page. */
export function complexityLimit(schema: GraphQLSchema, heaviest: number): ApolloServerPlugin {
  const estimators = [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })];
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ request, document, operationName }) {
          const variables = request.variables ?? {};
          const query = document;
          const weight = getComplexity({
            schema,
            query,
            variables,
            operationName: operationName ?? undefined,
            estimators,
          });
          if (weight <= heaviest) return;
          throw new GraphQLError(
            `The operation weighs ${weight}; at most ${heaviest} is allowed. Ask for smaller pages.`,
            {
              extensions: { code: 'TOO_COMPLEX', http: { status: 400 } },
            },
          );
        },
      };
    },
  };
}
