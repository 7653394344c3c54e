import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { BadCursorError } from '../domain/paging/page-request';

/** Errors with these codes say what the caller did; their words may go out. */
const FOR_CALLERS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'TOO_DEEP',
  'TOO_COMPLEX',
  'THROTTLED',
  'TIMED_OUT',
  'CALLER_LEFT',
]);

const MASKED = 'Something went wrong on our side. Tell us the request id.';

/** What leaves the program: our own words to callers as they are, everything unexpected as one sentence. */
export function maskFault(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { message, locations, path } = formatted;
  const { requestId } = (formatted.extensions ?? {}) as { requestId?: unknown };
  const refused = refusedInput(unwrapResolverError(error));
  if (refused) return { message: refused, locations, path, extensions: { code: 'BAD_USER_INPUT', requestId } };
  if (FOR_CALLERS.has(String(formatted.extensions?.code))) {
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
    return { message: shortened(message), locations, path, extensions };
  }
  return { message: MASKED, locations, path, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } };
}

/** True for what callers did not cause and the log must tell. */
export function isUnexpected(error: GraphQLError): boolean {
  const cause = unwrapResolverError(error);
  if (refusedInput(cause)) return false;
  if (!(cause instanceof GraphQLError)) return true;
  return !FOR_CALLERS.has(String(cause.extensions.code ?? 'GRAPHQL_VALIDATION_FAILED'));
}

/** Codes of Postgres for a text with the character NUL, which it cannot store. */
const NUL_IN_TEXT = new Set(['22021', '22P05']);

/** What a caller must be told about his input, when that is what was wrong. */
function refusedInput(cause: unknown): string | undefined {
  if (cause instanceof BadCursorError) return cause.message;
  const code = String((cause as { code?: unknown } | undefined)?.code);
  return NUL_IN_TEXT.has(code) ? 'A text must not contain the character NUL.' : undefined;
}

/** An error may quote the whole hostile value that caused it. */
function shortened(message: string): string {
  return message.length > 500 ? `${message.slice(0, 500)}…` : message;
}
