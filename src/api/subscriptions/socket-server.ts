import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError } from 'graphql';
import type { Context } from 'graphql-ws';
import type * as GraphqlWs from 'graphql-ws/use/ws';
import type * as Ws from 'ws';
import { ChangeFeed } from '../../usecases/feed/change-feed';
import type { CallerAddress } from '../caller-address';
import type { FailedKeys } from '../limits/failed-keys';
import { newRequestId } from '../request-id';
import { type AdmitParts, admit, refusal, told } from './admit';
import { Guests } from './guests';

export interface SocketServerParts extends AdmitParts {
  readonly failed: FailedKeys;
  readonly callerAddress: CallerAddress;
}

export interface SocketServer {
  /** Takes over a connection that asked to become a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

const MOST_CONNECTIONS = 500;
const MOST_SUBSCRIPTIONS = 20;
const LONGEST_MESSAGE = 256 * 1024;
/** Code of the protocol: the connection is closed by us, for now. */
const TRY_LATER = 1013;

/** Subscriptions over WebSocket (graphql-ws). Its libraries are loaded with the first connection, not with the program. */
export function createSocketServer(parts: SocketServerParts): SocketServer {
  const { app, failed, callerAddress } = parts;
  const { WebSocketServer } = require('ws') as typeof Ws;
  const { useServer } = require('graphql-ws/use/ws') as typeof GraphqlWs;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE });
  const guests = new Guests(app, failed);
  const feed = new ChangeFeed(app);
  const guestOf = (ctx: Context<never, never>) => guests.find((ctx.extra as { socket: Ws.WebSocket }).socket);

  const ended = useServer(
    {
      schema: parts.schema,
      connectionInitWaitTimeout: 5_000,
      async onConnect(ctx) {
        const { socket, request } = ctx.extra;
        const { authorization } = (ctx.connectionParams ?? {}) as { authorization?: unknown };
        if (typeof authorization !== 'string') return false;
        const address = () => callerAddress(request);
        return guests.welcome(socket, { authorization, address, requestId: newRequestId(request) });
      },
      onClose: (ctx) => guests.leave(ctx.extra.socket),
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
      guests.close();
      feed.close();
      await ended.dispose();
    },
  };
}
