import Fastify, { type FastifyPluginAsync } from 'fastify';
import type { App } from '../app';
import type { Config } from '../config';
import type { SecretBox } from '../platform/secret-box';
import { createCallerAddress } from './caller-address';
import { explorerRoutes } from './explorer/explorer-routes';
import { addExports } from './exports/export-routes';
import { addGraphql } from './graphql-route';
import { addHealth, type ReadinessCheck, readinessOf } from './health';
import { answerErrors } from './http-errors';
import { FailedKeys } from './limits/failed-keys';
import { LARGEST_BODY } from './limits/large-bodies';
import { createMetrics, type Metrics } from './metrics';
import { newRequestId } from './request-id';
import { resaleRoutes } from './resale/resale-routes';
import { paymentRoutes } from './webhooks/payment-routes';
import { webhookRoutes } from './webhooks/webhook-routes';

export interface HttpServerOptions {
  readonly app: App;
  readonly secretBox: SecretBox;
  /** Port 0 takes a free one. */
  readonly http: Config['http'];
  /** How the shop is reached from outside; the address it listens on when left out. */
  readonly publicUrl?: string;
  /** Routes of other edges: webhooks, the sandbox's page. They may set a body limit of their own. */
  readonly routes?: readonly FastifyPluginAsync[];
  /** Looked at by /readyz besides the database. */
  readonly readiness?: readonly ReadinessCheck[];
  /** Whether GraphiQL is served at /graphql/explorer; no when left out. */
  readonly hasExplorer?: boolean;
  /** A key that the explorer begins with; none when left out. */
  readonly explorerKey?: () => string | undefined;
  /** What a GraphQL request may take before its statements are stopped; 15 s when left out. */
  readonly requestTimeoutMs?: number;
  /** Shared with the parts that count what they do; made when left out. */
  readonly metrics?: Metrics;
}

export interface HttpServer {
  /** Begins to listen; afterwards `address` is known. */
  listen(): Promise<void>;
  /** Lets requests in hand end, refuses new ones. May be called twice. */
  close(): Promise<void>;
  /** Such as "http://127.0.0.1:4000"; throws before `listen`. */
  readonly address: string;
}

/** What a request in hand has left when the program ends. */
const DRAIN_MS = 2_000;

/** The HTTP edge: GraphQL, health, metrics, and routes of others. No CORS: browsers of other origins stay outside. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { app, http, routes = [] } = options;
  const fastify = Fastify({
    logger: false,
    bodyLimit: LARGEST_BODY,
    connectionTimeout: 60_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    genReqId: newRequestId,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  });
  let address: string | undefined;
  const metrics = options.metrics ?? createMetrics();
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  answerErrors(fastify, app.log);
  metrics.observe(fastify, app);
  const checkReadiness = readinessOf(app, options.readiness ?? []);
  addHealth(fastify, checkReadiness);
  const publicUrl = () => options.publicUrl ?? address ?? '';
  const failed = new FailedKeys(app.clock);
  const callerAddress = createCallerAddress(http.trustedProxies);
  const stopGraphql = await addGraphql(fastify, { ...options, failed, callerAddress, publicUrl, checkReadiness });
  addExports(fastify, { app, failed, callerAddress });
  await fastify.register(webhookRoutes({ app, secretBox: options.secretBox, publicUrl }));
  await fastify.register(paymentRoutes({ app, secretBox: options.secretBox, callerAddress }));
  await fastify.register(resaleRoutes({ app, callerAddress }));
  if (options.hasExplorer) await fastify.register(explorerRoutes(options.explorerKey));
  for (const plugin of routes) await fastify.register(plugin);
  let closing: Promise<void> | undefined;
  // A connection that a client opened in advance never ends by itself, and would hold up the end of the program.
  async function drain(): Promise<void> {
    const limit = setTimeout(() => fastify.server.closeAllConnections(), DRAIN_MS);
    try {
      await stopGraphql();
      await fastify.close();
    } finally {
      clearTimeout(limit);
    }
  }
  return {
    async listen() {
      address = await fastify.listen({ host: http.host, port: http.port });
    },
    close() {
      closing ??= drain();
      return closing;
    },
    get address() {
      if (!address) throw new Error('The HTTP server does not listen yet.');
      return address;
    },
  };
}
