import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { App } from '../../app';
import type { ChangeFeed } from '../../usecases/feed/change-feed';
import { isUnexpected, maskFault } from '../faults';
import type { MeasuredOperation } from '../limits/complexity';
import { type Documents, MOST_TOKENS } from '../limits/documents';
import type { Guest } from './guests';
import { SubscriptionContext } from './subscription-context';

export interface AdmitParts {
  readonly app: App;
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly limitComplexity: (o: MeasuredOperation) => void;
}

/** The same limits as over HTTP, in the same order. Gives what is to be executed, or the reasons why not. */
export function admit(
  { app, schema, documents, limitComplexity }: AdmitParts,
  guest: Guest,
  feed: ChangeFeed,
  payload: SubscribePayload,
): ExecutionArgs | readonly GraphQLError[] {
  try {
    documents.admit(payload.query);
    const document = read(payload.query);
    const mistakes = validate(schema, document, specifiedRules, { maxErrors: 10 });
    if (mistakes.length > 0) return mistakes;
    const operation = getOperationAST(document, payload.operationName);
    if (operation?.operation !== 'subscription')
      return [refusal('BAD_REQUEST', 'Only subscriptions are served over WebSocket; send others by HTTP.')];
    const variables = (payload.variables ?? {}) as Record<string, unknown>;
    limitComplexity({ document, operation, operationName: payload.operationName, variables });
    const { actor, scopes } = guest.holder;
    const contextValue = new SubscriptionContext(app, feed, actor, scopes, guest.requestId);
    return { schema, document, operationName: payload.operationName, variableValues: variables, contextValue };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function read(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: MOST_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) error.extensions.code = 'GRAPHQL_PARSE_FAILED';
    throw error;
  }
}

/** A no in our own words. */
export function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** What leaves the program, as over HTTP: our own words as they are, the unexpected as one sentence. */
export function told(app: App, error: GraphQLError, requestId: string | undefined): GraphQLFormattedError {
  if (isUnexpected(error)) app.log.error({ err: error.originalError ?? error, requestId }, 'a subscription failed');
  const formatted = error.toJSON();
  const code = formatted.extensions?.code ?? (error.originalError ? undefined : 'GRAPHQL_VALIDATION_FAILED');
  const { extensions, ...rest } = maskFault({ ...formatted, extensions: { ...formatted.extensions, code } }, error);
  return { ...rest, extensions: { ...extensions, requestId } };
}
