import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
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
import type { Context, SubscribePayload } from 'graphql-ws';
import type * as GraphqlWs from 'graphql-ws/use/ws';
import type * as Ws from 'ws';
import type { App } from '../../app';
import { type KeyHolder, recogniseApiKey } from '../../usecases/access/recognise-api-key';
import { ChangeFeed } from '../../usecases/feed/change-feed';
import { authenticate } from '../authenticate';
import { isUnexpected, maskFault } from '../faults';
import type { Weighed } from '../limits/complexity';
import { type Documents, MOST_TOKENS } from '../limits/documents';
import type { FailedKeys } from '../limits/failed-keys';
import { newRequestId } from '../request-id';
import { SubscriptionContext } from './subscription-context';

export interface SocketServerParts {
  readonly app: App;
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly failed: FailedKeys;
  readonly weigh: (o: Weighed) => void;
}

export interface SocketServer {
  /** Takes over a connection that asked to become a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

const MOST_CONNECTIONS = 500;
const MOST_SUBSCRIPTIONS = 20;
const LONGEST_MESSAGE = 256 * 1024;
/** How often the keys of all connections are looked at again. */
const RECHECK_MS = 500;
/** Codes of the protocol: the connection is closed by us, for this reason. */
const FORBIDDEN = 4403;
const TRY_LATER = 1013;

interface Guest {
  readonly holder: KeyHolder;
  readonly key: string;
  readonly requestId: string;
  readonly subscriptions: Set<string>;
}

/** Subscriptions over WebSocket (graphql-ws). Its libraries are loaded with the first connection, not with the program. */
export function createSocketServer(parts: SocketServerParts): SocketServer {
  const { app, failed } = parts;
  const { WebSocketServer } = require('ws') as typeof Ws;
  const { useServer } = require('graphql-ws/use/ws') as typeof GraphqlWs;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE });
  const guests = new Map<Ws.WebSocket, Guest>();
  const feed = new ChangeFeed(app);
  let recheck: { cancel(): void } | undefined;

  const guestOf = (ctx: Context<never, never>) => guests.get((ctx.extra as { socket: Ws.WebSocket }).socket);

  /** A revoked or expired key closes its connections within a second. */
  function recheckLater(): void {
    recheck ??= app.clock.after(RECHECK_MS, async () => {
      for (const [socket, { key }] of guests) {
        const holder = await recogniseApiKey(app, key).catch(() => 'unknown' as const); // nobody is cut off by our faults
        if (!holder) socket.close(FORBIDDEN, 'The API key is no longer valid.');
      }
      recheck = undefined;
      if (guests.size > 0) recheckLater();
    });
  }

  const ended = useServer(
    {
      schema: parts.schema,
      connectionInitWaitTimeout: 5_000,
      async onConnect(ctx) {
        const { socket, request } = ctx.extra;
        const { authorization } = (ctx.connectionParams ?? {}) as { authorization?: unknown };
        if (typeof authorization !== 'string') return false;
        const requestId = newRequestId(request);
        const address = () => request.socket.remoteAddress ?? '';
        try {
          const holder = await authenticate(app, failed, { authorization, address, requestId });
          guests.set(socket, {
            holder,
            key: authorization.slice('Bearer '.length),
            requestId,
            subscriptions: new Set(),
          });
        } catch (error) {
          if (error instanceof GraphQLError) return false;
          throw error;
        }
        recheckLater();
        return true;
      },
      onClose: (ctx) => void guests.delete(ctx.extra.socket),
      onSubscribe(ctx, id, payload) {
        const guest = guestOf(ctx as never);
        if (!guest) return [new GraphQLError('Connect first.')];
        if (guest.subscriptions.size >= MOST_SUBSCRIPTIONS)
          return [refusal('TOO_COMPLEX', `A connection has at most ${MOST_SUBSCRIPTIONS} subscriptions.`)];
        const admitted = admit(parts, guest, feed, payload);
        if ('document' in admitted) guest.subscriptions.add(id);
        return admitted;
      },
      onComplete: (ctx, id) => void guestOf(ctx as never)?.subscriptions.delete(id),
      onNext(ctx, _id, _payload, _args, result) {
        if (!result.errors) return;
        return { ...result, errors: result.errors.map((error) => told(app, error, guestOf(ctx as never)?.requestId)) };
      },
      onError: (ctx, _id, _payload, errors) =>
        errors.map((error) => told(app, error, guestOf(ctx as never)?.requestId)),
    },
    sockets,
  );

  return {
    upgrade(request, socket, head) {
      sockets.handleUpgrade(request, socket, head, (opened) => {
        if (sockets.clients.size > MOST_CONNECTIONS) opened.close(TRY_LATER, 'Too many connections. Try again later.');
        else sockets.emit('connection', opened, request);
      });
    },
    async close() {
      recheck?.cancel();
      feed.close();
      await ended.dispose();
    },
  };
}

/** The same limits as over HTTP, in the same order. Gives what is to be executed, or the reasons why not. */
function admit(
  { app, schema, documents, weigh }: SocketServerParts,
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
    weigh({ document, operation, operationName: payload.operationName, variables });
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

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** What leaves the program, as over HTTP: our own words as they are, the unexpected as one sentence. */
function told(app: App, error: GraphQLError, requestId: string | undefined): GraphQLFormattedError {
  if (isUnexpected(error)) app.log.error({ err: error.originalError ?? error, requestId }, 'a subscription failed');
  const formatted = error.toJSON();
  const code = formatted.extensions?.code ?? (error.originalError ? undefined : 'GRAPHQL_VALIDATION_FAILED');
  const { extensions, ...rest } = maskFault({ ...formatted, extensions: { ...formatted.extensions, code } }, error);
  return { ...rest, extensions: { ...extensions, requestId } };
}
