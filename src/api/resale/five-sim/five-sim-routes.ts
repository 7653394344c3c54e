import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../../app';
import type { ResaleOfferRow } from '../../../database/queries/resale-catalogue';
import type { ResaleCaller } from '../../../usecases/resale/resale-caller';
import { readTradeTable } from '../../../usecases/resale/trade-table';
import type { CallerAddress } from '../../caller-address';
import type { FailedKeys } from '../../limits/failed-keys';
import type { ResaleCall, ResaleLimiter } from '../../limits/resale-limiter';
import { authenticateResale } from '../authenticate-resale';
import type { ResaleTables } from '../tables/resale-tables';
import { sendTable } from '../tables/send-table';
import { takeTextBodies } from '../text-bodies';
import { changeMaxPrices, maxPrices, orders, payments, profile } from './account';
import { type FiveSimAnswer, type FiveSimWords, unauthorized, words } from './answers';
import { buyActivation, buyHosting, reuse } from './buy';
import type { FiveSimGuestPath, FiveSimPath } from './five-sim-call';
import { countries, flash, prices, products } from './guest';
import { ban, cancel, check, finish, inbox } from './orders';

export interface FiveSimRouteParts {
  readonly app: App;
  readonly failed: FailedKeys;
  readonly callerAddress: CallerAddress;
  readonly limiter: ResaleLimiter;
  readonly tables: ResaleTables<ResaleOfferRow>;
}

/** All who come without a key share what one key may ask. */
const STRANGERS = 0;

const GUEST_PATHS: Readonly<Record<string, readonly [FiveSimGuestPath, ResaleCall]>> = {
  '/guest/countries': [countries, 'read'],
  '/guest/products/:country/:operator': [products, 'read'],
  '/guest/prices': [prices, 'read'],
  '/guest/flash/:lang': [flash, 'read'],
};
const USER_PATHS: Readonly<Record<string, readonly [FiveSimPath, ResaleCall]>> = {
  '/user/profile': [profile, 'read'],
  '/user/orders': [orders, 'read'],
  '/user/payments': [payments, 'read'],
  '/user/max-prices': [maxPrices, 'read'],
  '/user/buy/activation/:country/:operator/:product': [buyActivation, 'buy'],
  '/user/buy/hosting/:country/:operator/:product': [buyHosting, 'read'],
  '/user/reuse/:product/:number': [reuse, 'read'],
  '/user/check/:id': [check, 'read'],
  '/user/finish/:id': [finish, 'read'],
  '/user/cancel/:id': [cancel, 'read'],
  '/user/ban/:id': [ban, 'read'],
  '/user/sms/inbox/:id': [inbox, 'read'],
};

type Params = Readonly<Record<string, string>>;

/**
 * 5sim's REST, version 1, as the shop serves it under /v1. Whatever is sent, the answer is JSON, plain words or, for a key
 * that opens nothing, 401 without a body; never a page.
 */
export function fiveSimRoutes(parts: FiveSimRouteParts): FastifyPluginAsync {
  const { app, limiter, tables } = parts;

  const callerOf = (request: FastifyRequest) =>
    authenticateResale(app, parts.failed, {
      headers: request.headers,
      address: () => parts.callerAddress(request.raw),
    });

  async function limited(keyId: number, call: ResaleCall): Promise<FiveSimAnswer | undefined> {
    const waitMs = await limiter.waitMs(keyId, call);
    return waitMs > 0 ? tooMany(waitMs) : undefined;
  }

  async function guestAnswer(
    path: FiveSimGuestPath,
    call: ResaleCall,
    request: FastifyRequest,
  ): Promise<FiveSimAnswer> {
    // A key that opens nothing is overlooked here, as the vendor does; a good one shows the prices of its group.
    const found = request.headers.authorization === undefined ? undefined : await callerOf(request);
    const caller = found?.kind === 'caller' ? found.caller : undefined;
    if (!caller && !(await app.settings()).isResaleCatalogueOpen) return unauthorized;
    // The whole table is what costs.
    const isWhole = path === prices && !hasFilter(request.query as Params);
    const over = await limited(caller?.keyId ?? STRANGERS, isWhole && caller ? 'table' : call);
    return over ?? path({ ...(await common(request)), priceGroupId: caller?.priceGroupId ?? null });
  }

  async function userAnswer(path: FiveSimPath, call: ResaleCall, request: FastifyRequest): Promise<FiveSimAnswer> {
    const found = await callerOf(request);
    if (found.kind === 'throttled') return tooMany(found.waitMs);
    if (found.kind === 'banned') return words('not enough rating');
    if (found.kind !== 'caller') return unauthorized;
    const caller: ResaleCaller = found.caller;
    const over = await limited(caller.keyId, call);
    return over ?? path({ ...(await common(request)), caller, priceGroupId: caller.priceGroupId });
  }

  async function common(request: FastifyRequest) {
    const trade = await readTradeTable(app, 'FIVE_SIM');
    const named = Object.entries(request.params as Params).map(([name, part]) => [name, part.toLowerCase()]);
    const query = Object.entries(request.query as Record<string, string | string[]>);
    const last = query.map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]);
    return { app, tables, trade, parts: Object.fromEntries(named), query: Object.fromEntries(last) };
  }

  return async (fastify) => {
    takeTextBodies(fastify, app.log, (status, _request, reply) => {
      const refusal = status < 500 ? words('bad request') : words('internal error', 500);
      return sendWords(reply, refusal);
    });
    for (const [url, [path, call]] of Object.entries(GUEST_PATHS))
      fastify.get(`/v1${url}`, async (request, reply) => send(request, reply, await guestAnswer(path, call, request)));
    for (const [url, [path, call]] of Object.entries(USER_PATHS))
      fastify.get(`/v1${url}`, async (request, reply) => send(request, reply, await userAnswer(path, call, request)));
    for (const method of ['POST', 'DELETE'] as const)
      fastify.route({
        method,
        url: '/v1/user/max-prices',
        handler: async (request, reply) => send(request, reply, await userAnswer(changeMaxPrices, 'read', request)),
      });
    fastify.all('/v1/*', async (request, reply) => send(request, reply, words('not found', 404)));
  };
}

const hasFilter = ({ country, product }: Params) => Boolean(country || product);

function tooMany(waitMs: number): FiveSimAnswer {
  const answer = { kind: 'words', words: 'api limit is reached, wait', status: 429 } as const;
  return { ...answer, retryAfterS: Math.ceil(waitMs / 1_000) };
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: FiveSimAnswer,
): FastifyReply | Promise<FastifyReply> {
  switch (answer.kind) {
    case 'json':
      return reply.type('application/json').send(JSON.stringify(answer.value));
    case 'table':
      return sendTable(request, reply, answer.table);
    case 'words':
      return sendWords(reply, answer);
  }
}

function sendWords(reply: FastifyReply, { words, status, retryAfterS }: FiveSimWords): FastifyReply {
  if (retryAfterS !== undefined) reply.header('retry-after', retryAfterS);
  return reply.code(status).type('text/plain; charset=utf-8').send(words);
}
