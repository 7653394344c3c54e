import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { App } from '../../app';
import { isUnexpected, maskFault } from '../faults';

/** What leaves the program, as over HTTP: our own words as they are, the unexpected as one sentence. */
export function told(app: App, error: GraphQLError, requestId: string | undefined): GraphQLFormattedError {
  if (isUnexpected(error)) app.log.error({ err: error.originalError ?? error, requestId }, 'a subscription failed');
  const formatted = error.toJSON();
  const code = formatted.extensions?.code ?? (error.originalError ? undefined : 'GRAPHQL_VALIDATION_FAILED');
  const { extensions, ...rest } = maskFault({ ...formatted, extensions: { ...formatted.extensions, code } }, error);
  return { ...rest, extensions: { ...extensions, requestId } };
}
