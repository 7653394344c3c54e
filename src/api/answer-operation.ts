import { type GraphQLResponse, HeaderMap } from '@apollo/server';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { ApiContext } from './context';
import { maskFault } from './faults';
import { lackingScopes } from './lacking-scopes';

interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  /** The one of the document that is meant. */
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: ApiContext;
  /** Told of what went wrong before it is written out. */
  readonly onErrors: (errors: readonly GraphQLError[]) => void;
}

/**
 * Executes a valid operation and writes its answer down. The server would do the same after asking twice in which pieces
 * the caller wants it; we never answer in pieces, and for small operations the asking is a good part of the work.
 * What the key lacks is said before the first field runs, so that no mutation is half done when it is refused.
 */
export async function answerOperation(o: Operation): Promise<GraphQLResponse> {
  const { schema, document, operationName, variables, context } = o;
  const args = { schema, document, operationName, variableValues: variables, contextValue: context };
  const lacking = lackingScopes({ ...o, scopes: context.scopes });
  const result: ExecutionResult = lacking.length > 0 ? { errors: lacking } : await execute(args);
  const http = { status: undefined as number | undefined, headers: new HeaderMap() };
  if (!result.errors) return { http, body: { kind: 'single', singleResult: { data: result.data } } };
  for (const error of result.errors) if (isWrongVariable(error)) error.extensions.code ??= 'BAD_USER_INPUT';
  o.onErrors(result.errors);
  http.status = statusOf(result);
  const errors = result.errors.map(written);
  return {
    http,
    body: { kind: 'single', singleResult: result.data === undefined ? { errors } : { ...result, errors } },
  };
}

/** The status that an error asks for; 400 for variables that do not fit, since nothing was executed then. */
function statusOf({ data, errors = [] }: ExecutionResult): number | undefined {
  for (const { extensions } of errors) {
    const { status } = (extensions.http ?? {}) as { status?: number };
    if (status) return status;
  }
  return data === undefined ? 400 : undefined;
}

function isWrongVariable({ nodes }: GraphQLError): boolean {
  return nodes?.length === 1 && nodes[0]!.kind === Kind.VARIABLE_DEFINITION;
}

function written(error: GraphQLError): GraphQLFormattedError {
  const { http: _, ...extensions } = error.extensions;
  const formatted = {
    ...error.toJSON(),
    extensions: { ...extensions, code: extensions.code ?? 'INTERNAL_SERVER_ERROR' },
  };
  return maskFault(formatted, error);
}
