import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { answerOperation } from './answer-operation';
import type { ApiContext } from './context';
import { isUnexpected, maskFault } from './faults';
import type { MeasuredOperation } from './limits/complexity';
import { type Documents, MOST_TOKENS } from './limits/documents';

/** The heaviest operation that is answered; see `limits/complexity.ts`. */
export const MAX_COMPLEXITY = 10_000;
/** Who sent ten mistakes has enough to mend; looking for more would cost us. */
const MOST_MISTAKES = 10;

export interface GraphqlParts {
  readonly schema: GraphQLSchema;
  readonly limitComplexity: (o: MeasuredOperation) => void;
  readonly documents: Documents;
  readonly plugins: readonly ApolloServerPlugin<ApiContext>[];
}

/** The GraphQL server without its HTTP part. */
export function createGraphqlServer({
  schema,
  limitComplexity,
  documents,
  plugins,
}: GraphqlParts): ApolloServer<ApiContext> {
  return new ApolloServer<ApiContext>({
    schema,
    introspection: true, // nothing is answered without a key
    csrfPrevention: false, // see limits/forgery.ts: the same, without parsing the type of every body
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    documentStore: documents,
    parseOptions: { maxTokens: MOST_TOKENS },
    validationOptions: { maxErrors: MOST_MISTAKES },
    formatError: maskFault,
    logger: quiet,
    plugins: [
      watchRequests(limitComplexity),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(), // it loads scripts of another host into our origin
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ...plugins,
    ],
  });
}

/**
 * Weighs operations before anything is read, lets mutations finish once they began, puts the request id into each error,
 * and what was unexpected into the log. One listener for all requests: it remembers nothing.
 */
function watchRequests(limitComplexity: (o: MeasuredOperation) => void): ApolloServerPlugin<ApiContext> {
  const listener: GraphQLRequestListener<ApiContext> = {
    async didResolveOperation({ request, document, operation, operationName, contextValue }) {
      if (!operation) return; // unknown name: told by what comes next
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw subscriptionsElsewhere();
      limitComplexity({ document, operation, operationName, variables: request.variables ?? NOTHING });
      if (operation.operation === OperationTypeNode.MUTATION) contextValue.life.mustFinish();
    },
    async responseForOperation({ request, document, operation, operationName, contextValue: context, schema }) {
      if (!operation) return null; // told by the server
      const variables = request.variables ?? NOTHING;
      const onErrors = (errors: readonly GraphQLError[]) => tell(errors, context, operationName);
      return answerOperation({ schema, document, operation, operationName, variables, context, onErrors });
    },
    async didEncounterErrors({ errors, contextValue, operationName }) {
      tell(errors, contextValue, operationName);
    },
  };
  return { requestDidStart: async () => listener };
}

const NOTHING = {};

function tell(errors: readonly GraphQLError[], { shop, requestId }: ApiContext, operationName?: string | null): void {
  for (const error of errors) {
    error.extensions.requestId = requestId;
    if (!isUnexpected(error)) continue;
    const facts = { err: error.originalError ?? error, requestId, operationName, path: error.path?.join('.') };
    shop.log.error(facts, 'a GraphQL request failed');
  }
}

function subscriptionsElsewhere(): GraphQLError {
  const message = 'Subscriptions are served over WebSocket, at the same address.';
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
}

/** Apollo's own log lines would repeat what `tellFaults` says, without redaction. */
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
