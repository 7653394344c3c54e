import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { App } from '../../../app';
import type { ResaleOfferRow } from '../../../database/queries/resale-catalogue';
import { readOrderMarks } from '../../../database/queries/resale-orders';
import { readTradeTable } from '../../../usecases/resale/trade-table';
import type { CallerAddress } from '../../caller-address';
import type { FailedKeys } from '../../limits/failed-keys';
import type { ResaleLimiter } from '../../limits/resale-limiter';
import { authenticateResale } from '../authenticate-resale';
import type { ResaleTables } from '../tables/resale-tables';
import { sendTable } from '../tables/send-table';
import { takeTextBodies } from '../text-bodies';
import { ChangeWatch } from './change-watch';
import { addRestDocument } from './document-routes';
import { EventStreams } from './event-streams';
import type { Operation, RestAnswer, RestCall } from './operation';
import { restOperations } from './operations';
import { PROBLEMS, problem, problemBody, type RestProblem } from './problems';

export interface RestRouteParts {
  readonly app: App;
  readonly failed: FailedKeys;
  readonly callerAddress: CallerAddress;
  readonly limiter: ResaleLimiter;
  readonly tables: ResaleTables<ResaleOfferRow>;
}

export const REST_ROOT = '/api/v1';
const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  // One that is kept alive after its stream would hold up a server that closes.
  connection: 'close',
};
const IDEMPOTENCY_KEY = /^[\w.:@-]{1,64}$/;

/** The shop's own REST for other shops and programs. Every refusal is a problem with a code that stays. */
export function restRoutes(parts: RestRouteParts): FastifyPluginAsync {
  const { app } = parts;
  return async (fastify) => {
    const orderWatch = new ChangeWatch<number>(app, (ids) => readOrderMarks(app.db, ids));
    const streams = new EventStreams(app);
    const watching = { orderWatch, streams };
    // Who waits for a change is answered before the server stops listening to them.
    fastify.addHook('preClose', async () => {
      orderWatch.close();
      streams.close();
    });
    takeTextBodies(fastify, app.log, (status, request, reply) => {
      const code = status === 413 ? 'payload_too_large' : status < 500 ? 'malformed' : 'internal';
      return refuse(request, reply, problem(code));
    });
    await addRestDocument(fastify);
    for (const one of restOperations)
      fastify.route({
        method: one.method.toUpperCase() as 'GET' | 'POST' | 'PUT' | 'DELETE',
        url: `${REST_ROOT}${one.path.replace(/\{(\w+)\}/g, ':$1')}`,
        exposeHeadRoute: false,
        handler: async (request, reply) =>
          send(request, reply, await answerOf({ ...parts, ...watching }, one, request, reply)),
      });
    const paths = new Set(restOperations.map(({ path }) => path.replace(/\{\w+\}/g, '1')));
    fastify.all(`${REST_ROOT}/*`, async (request, reply) => {
      const path = new URL(request.url, 'http://shop').pathname.slice(REST_ROOT.length).replace(/\/\d+(?=\/|$)/g, '/1');
      return refuse(request, reply, problem(paths.has(path) ? 'method_not_allowed' : 'not_found'));
    });
  };
}

async function answerOf(
  parts: RestRouteParts & Pick<RestCall<unknown, unknown, unknown>, 'orderWatch' | 'streams'>,
  one: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RestAnswer> {
  const { app } = parts;
  const credentials = { headers: request.headers, address: () => parts.callerAddress(request.raw) };
  const look = () => authenticateResale(app, parts.failed, credentials);
  const found = await look();
  switch (found.kind) {
    case 'caller':
      break;
    case 'throttled':
      return problem('rate_limited', { retryAfterS: Math.ceil(found.waitMs / 1_000) });
    case 'address':
      return problem('address_not_allowed');
    case 'banned':
      return problem('banned');
    default:
      return problem('unauthorized');
  }
  const { caller } = found;
  const { waitMs, limit, remaining, resetS } = await parts.limiter.take(caller.keyId, one.cost);
  reply.headers({ 'ratelimit-limit': limit, 'ratelimit-remaining': remaining, 'ratelimit-reset': resetS });
  if (waitMs > 0) return problem('rate_limited', { retryAfterS: Math.ceil(waitMs / 1_000) });
  if (one.isBuying && !caller.scopes.has('BUY')) return problem('scope_missing');
  const wish = readRequest(one, request);
  if (wish.kind === 'problem') return wish;
  const trade = await readTradeTable(app, 'HANDLER');
  const codes = {
    serviceCode: (id: number) => trade.serviceById.get(id)?.code ?? undefined,
    countryIso: (id: number) => trade.countryById.get(id)?.iso,
    currency: app.currency,
  };
  const signal = hangUpOf(reply);
  const call: RestCall<unknown, unknown, unknown> = {
    app,
    caller,
    author: { actor: { type: 'USER', id: String(caller.userId) }, requestId: request.id },
    trade,
    codes,
    tables: parts.tables,
    orderWatch: parts.orderWatch,
    streams: parts.streams,
    lastEventId: String(request.headers['last-event-id'] ?? ''),
    isStillAllowed: async () => (await look()).kind === 'caller',
    signal,
    ...wish,
  };
  return one.handle(call as RestCall<never, never, never>);
}

interface Wish {
  readonly kind: 'wish';
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly idempotencyKey: string;
}

function readRequest(one: Operation, request: FastifyRequest): Wish | RestProblem {
  const key = request.headers['idempotency-key'];
  const idempotencyKey = typeof key === 'string' ? key.trim() : '';
  if (one.isKeyed && !IDEMPOTENCY_KEY.test(idempotencyKey)) return problem('idempotency_key_missing');
  let given: unknown = {};
  if (one.body) {
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return problem('unsupported_media_type');
    try {
      given = JSON.parse(String(request.body));
    } catch {
      return problem('malformed');
    }
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return problem('malformed');
  }
  const read = {
    params: one.params?.safeParse(request.params),
    query: one.query?.safeParse(request.query),
    body: one.body?.safeParse(given),
  };
  const errors = Object.entries(read).flatMap(([place, result]) =>
    result?.error ? issuesOf(place, result.error) : [],
  );
  // A number that can be nobody's order is an order that is not there; so it is with a delivery.
  if (read.params?.error) return problem(one.problems.find((code) => code.endsWith('_not_found')) ?? 'not_found');
  if (errors.length > 0) return problem('invalid_request', { errors });
  const { params, query, body } = read;
  return { kind: 'wish', params: params?.data ?? {}, query: query?.data ?? {}, body: body?.data ?? {}, idempotencyKey };
}

function issuesOf(place: string, error: z.ZodError) {
  return error.issues.slice(0, 20).map(({ path, message }) => ({ path: [place, ...path].join('.'), message }));
}

/** By the answer and not by the connection, which goes on to carry other requests and would keep a listener of each. */
function hangUpOf(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort());
  return controller.signal;
}

function send(request: FastifyRequest, reply: FastifyReply, answer: RestAnswer): FastifyReply | Promise<FastifyReply> {
  switch (answer.kind) {
    case 'table':
      return sendTable(request, reply, answer.table);
    case 'problem':
      return refuse(request, reply, answer);
    case 'stream':
      reply.hijack();
      reply.raw.writeHead(200, { ...reply.getHeaders(), ...STREAM_HEADERS } as OutgoingHttpHeaders);
      void answer.run(reply.raw);
      return reply;
    case 'json':
      if (answer.isReplay) reply.header('idempotency-replayed', 'true');
      return reply
        .code(answer.status ?? 200)
        .type('application/json')
        .send(JSON.stringify(answer.body));
  }
}

function refuse(request: FastifyRequest, reply: FastifyReply, refusal: RestProblem): FastifyReply {
  const [status] = PROBLEMS[refusal.code];
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  if (refusal.retryAfterS !== undefined) reply.header('retry-after', refusal.retryAfterS);
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(refusal, request.id)));
}
