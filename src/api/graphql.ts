import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { ApiContext } from './context';
import { isUnexpected, maskFault } from './faults';
import { complexityLimit } from './limits/complexity';
import { extentLimit } from './limits/extent';
import { adminSchema } from './schema';

/** Introspection of a union of lists of interfaces nests 13 levels; the deepest sensible query of ours fewer. */
const DEEPEST = 15;
const LONGEST = 2_000;
const HEAVIEST = 10_000;
const MOST_TOKENS = 2_000;

/** The GraphQL server without its HTTP part. */
export function createGraphqlServer(plugins: ApolloServerPlugin<ApiContext>[]): ApolloServer<ApiContext> {
  const schema = adminSchema();
  return new ApolloServer<ApiContext>({
    schema,
    introspection: true, // nothing is answered without a key
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    documentStore: undefined,
    parseOptions: { maxTokens: MOST_TOKENS },
    validationRules: [extentLimit(DEEPEST, LONGEST)],
    formatError: maskFault,
    logger: quiet,
    plugins: [
      complexityLimit(schema, HEAVIEST) as ApolloServerPlugin<ApiContext>,
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
