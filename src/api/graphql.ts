import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { ApiContext } from './context';
import { isUnexpected, maskFault } from './faults';
import { complexityLimit, type Weighed } from './limits/complexity';
import { type Documents, MOST_TOKENS } from './limits/documents';

/** The heaviest operation that is answered; see `limits/complexity.ts`. */
export const HEAVIEST = 10_000;
/** Who sent ten mistakes has enough to mend; looking for more would cost us. */
const MOST_MISTAKES = 10;
/** A page of another origin cannot make a browser send these without asking us first, and we never agree. */
const NOT_FROM_PAGES = ['authorization', 'x-apollo-operation-name', 'apollo-require-preflight'];

export interface GraphqlParts {
  readonly schema: GraphQLSchema;
  readonly weigh: (o: Weighed) => void;
  readonly documents: Documents;
  readonly plugins: readonly ApolloServerPlugin<ApiContext>[];
}

/** The GraphQL server without its HTTP part. */
export function createGraphqlServer({ schema, weigh, documents, plugins }: GraphqlParts): ApolloServer<ApiContext> {
  return new ApolloServer<ApiContext>({
    schema,
    introspection: true, // nothing is answered without a key
    csrfPrevention: { requestHeaders: NOT_FROM_PAGES },
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
      complexityLimit(weigh),
      tellFaults,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ...plugins,
    ],
  });
}

/** Puts the request id into each error, and what was unexpected into the log. */
const tellFaults: ApolloServerPlugin<ApiContext> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, contextValue: { app, requestId }, operationName }) {
        for (const error of errors) {
          if (!isUnexpected(error)) continue;
          const facts = { err: error.originalError ?? error, requestId, operationName, path: error.path?.join('.') };
          app.log.error(facts, 'a GraphQL request failed');
        }
      },
      async willSendResponse({ response, contextValue: { requestId } }) {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        if (!result.errors) return;
        result.errors = result.errors.map((e) => ({ ...e, extensions: { ...e.extensions, requestId } }));
      },
    };
  },
};

/** Apollo's own log lines would repeat what `tellFaults` says, without redaction. */
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
