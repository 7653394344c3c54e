import { type ApolloServer, HeaderMap } from '@apollo/server';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { App } from '../app';
import type { SecretBox } from '../platform/secret-box';
import { authenticate } from './authenticate';
import type { CallerAddress } from './caller-address';
import { type ApiContext, RequestContext } from './context';
import { createGraphqlServer, MAX_COMPLEXITY } from './graphql';
import type { CheckResult } from './health';
import { createComplexityLimit } from './limits/complexity';
import { Documents } from './limits/documents';
import type { FailedKeys } from './limits/failed-keys';
import { refuseForgery } from './limits/forgery';
import { LARGEST_CONFIGURATION, limitBodies } from './limits/large-bodies';
import { RequestLife } from './request-life';
import { adminSchema } from './schema';
import { createSocketServer, type SocketServer } from './subscriptions/socket-server';

export interface GraphqlOptions {
  readonly app: App;
  readonly secretBox: SecretBox;
  /** Shared by all doors that take API keys. */
  readonly failed: FailedKeys;
  readonly callerAddress: CallerAddress;
  /** How the shop is reached from outside. */
  readonly publicUrl: () => string;
  readonly checkReadiness: () => Promise<CheckResult[]>;
  /** Whether there is a page at /graphql/explorer to lead browsers to. */
  readonly hasExplorer?: boolean;
  /** What a request may take before its statements are stopped; 15 s when left out. */
  readonly requestTimeoutMs?: number;
}

/** `/graphql` by POST, GET and WebSocket. Returns what ends it. */
export async function addGraphql(fastify: FastifyInstance, options: GraphqlOptions): Promise<() => Promise<void>> {
  const { app, secretBox, failed, callerAddress, publicUrl, checkReadiness, requestTimeoutMs = 15_000 } = options;
  const documents = new Documents();
  const schema = adminSchema();
  const limitComplexity = createComplexityLimit(schema, MAX_COMPLEXITY);
  const server = createGraphqlServer({
    schema,
    limitComplexity,
    documents,
    plugins: [fastifyApolloDrainPlugin(fastify)],
  });
  await server.start();

  async function contextOf(request: FastifyRequest, reply: FastifyReply): Promise<ApiContext> {
    const { headers, id: requestId } = request;
    refuseForgery(headers, requestId);
    const holder = await authenticate(app, failed, {
      authorization: headers.authorization,
      address: () => callerAddress(request.raw),
      requestId,
    });
    admit(documents, request);
    const life = new RequestLife(app.clock, requestTimeoutMs, (watched) => {
      reply.raw.once('close', () => watched.close(reply.raw.writableFinished));
    });
    const parts = { shop: app, secretBox, publicUrl: publicUrl(), holder, requestId, life, checkReadiness };
    return new RequestContext(parts);
  }

  fastify.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: LARGEST_CONFIGURATION,
    preParsing: limitBodies({ app, failed, callerAddress }),
    handler: (request, reply) =>
      options.hasExplorer && isBrowser(request)
        ? reply.redirect('/graphql/explorer')
        : answer(server, request, reply, () => contextOf(request, reply)),
  });
  let sockets: SocketServer | undefined;
  fastify.server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] !== '/graphql') return void socket.destroy();
    sockets ??= createSocketServer({ app, schema, documents, failed, callerAddress, limitComplexity });
    sockets.upgrade(request, socket, head);
  });
  return async () => {
    await sockets?.close();
    await server.stop();
  };
}

/** Somebody typed the address; programs ask for JSON, or ask something. */
function isBrowser({ method, query, headers: { accept = '' } }: FastifyRequest): boolean {
  return method === 'GET' && accept.includes('text/html') && (query as { query?: unknown }).query === undefined;
}

async function answer(
  server: ApolloServer<ApiContext>,
  request: FastifyRequest,
  reply: FastifyReply,
  context: () => Promise<ApiContext>,
): Promise<string> {
  const headers = new HeaderMap();
  for (const name in request.headers) {
    const value = request.headers[name];
    if (value) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const at = request.url.indexOf('?');
  const search = at < 0 ? '' : request.url.slice(at);
  const { method, body } = request;
  const result = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers, search, body },
    context,
  });
  if (result.body.kind !== 'complete') throw new Error('An answer in pieces was not asked for.');
  reply.code(statusFor(request, result.status ?? 200, result.body.string));
  for (const [name, value] of result.headers) reply.header(name, value);
  return result.body.string;
}

/** Codes of a request that is well-formed HTTP and wrong GraphQL. */
const WRONG_GRAPHQL = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];

/** Who asks for plain `application/json` is an older client, for which the specification wants 200 with the errors inside. */
function statusFor(request: FastifyRequest, status: number, body: string): number {
  const { accept = '' } = request.headers;
  if (status !== 400 || !/^application\/json\b/.test(accept) || accept.includes('graphql-response')) return status;
  const code = String(JSON.parse(body).errors?.[0]?.extensions?.code);
  return WRONG_GRAPHQL.includes(code) ? 200 : status;
}

/** Throws, with the request's id, when the operation breaks a limit. */
function admit(documents: Documents, request: FastifyRequest): void {
  try {
    documents.admit(((request.body ?? request.query) as { query?: unknown } | undefined)?.query);
  } catch (error) {
    if (error instanceof GraphQLError) error.extensions.requestId = request.id;
    throw error;
  }
}
