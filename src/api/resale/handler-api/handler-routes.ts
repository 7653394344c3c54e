import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../../app';
import type { ResaleOfferRow } from '../../../database/queries/resale-catalogue';
import type { ResaleWording } from '../../../domain/resale/resale-words';
import type { ResaleCaller } from '../../../usecases/resale/resale-caller';
import { readTradeTable } from '../../../usecases/resale/trade-table';
import type { CallerAddress } from '../../caller-address';
import type { FailedKeys } from '../../limits/failed-keys';
import type { ResaleLimiter } from '../../limits/resale-limiter';
import { authenticateResale, type ResaleAuthentication } from '../authenticate-resale';
import type { ResaleTables } from '../tables/resale-tables';
import { sendTable } from '../tables/send-table';
import { takeTextBodies } from '../text-bodies';
import { handlerActions } from './actions';
import { type HandlerAnswer, refused, type WrittenAnswer } from './answers';
import type { HandlerAction } from './handler-call';
import { given, readParameters } from './parameters';
import type { HandlerRefusal } from './refusals';
import { writeAnswer, writeRefusal } from './wording';

export interface HandlerRouteParts {
  readonly app: App;
  readonly failed: FailedKeys;
  readonly callerAddress: CallerAddress;
  readonly limiter: ResaleLimiter;
  readonly tables: ResaleTables<ResaleOfferRow>;
}

/** Where clients of this protocol look; most have the first one built in. */
const PATHS = ['/stubs/handler_api.php', '/api/handler_api.php'];

/** Who may look at the catalogue without a key, where the shop says so, is in no price group. */
const STRANGER: ResaleCaller = {
  keyId: 0,
  userId: 0n,
  scopes: new Set(),
  wording: 'CLASSIC',
  repeatedOrder: 'SAME',
  priceGroupId: null,
};

/**
 * The protocol handler_api, as the shop serves it to other shops and to buyers' programs. Whatever is sent, the answer is one
 * of the protocol's: a word or JSON, never a page, and empty only where hero's wording has it so.
 */
export function handlerRoutes(parts: HandlerRouteParts): FastifyPluginAsync {
  const { app } = parts;
  return async (fastify) => {
    takeTextBodies(fastify, app.log, (status, request, reply) => {
      const refusal: HandlerRefusal = { kind: status < 500 ? 'body_too_large' : 'unclear' };
      return write(reply, writeRefusal(refusal, wordings.get(request) ?? 'CLASSIC', ''));
    });
    /** Of requests whose key is known, for what goes wrong behind it. */
    const wordings = new WeakMap<FastifyRequest, ResaleWording>();

    for (const url of PATHS) {
      fastify.route({
        method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
        url,
        exposeHeadRoute: false,
        async handler(request, reply) {
          const form = typeof request.body === 'string' ? request.body : '';
          const parameters = readParameters(request.raw.url ?? '', form);
          const name = parameters.get('action') ?? '';
          const isKnownMethod = request.method === 'GET' || request.method === 'POST';
          const action = isKnownMethod ? handlerActions.get(name) : undefined;
          const found = await authenticateResale(app, parts.failed, {
            headers: request.headers,
            parameter: given(parameters, 'api_key'),
            address: () => parts.callerAddress(request.raw),
          });
          const caller = await callerOf(found, action);
          if (!('keyId' in caller)) return write(reply, writeRefusal(caller, 'CLASSIC', name));
          wordings.set(request, caller.wording);
          const answer = await answerOf(action, caller, parameters);
          return answer.kind === 'table'
            ? sendTable(request, reply, answer.table)
            : write(reply, writeAnswer(answer, caller.wording, name));
        },
      });
    }

    async function callerOf(
      found: ResaleAuthentication,
      action: HandlerAction | undefined,
    ): Promise<ResaleCaller | HandlerRefusal> {
      switch (found.kind) {
        case 'caller':
          return found.caller;
        case 'no_key':
          return action?.isPublic && (await app.settings()).isResaleCatalogueOpen ? STRANGER : { kind: 'no_key' };
        case 'throttled':
          return { kind: 'rate_limited', retryAfterS: Math.ceil(found.waitMs / 1_000) };
        case 'banned':
          return { kind: 'banned', until: found.until, now: app.clock.now() };
        default:
          return { kind: 'bad_key' };
      }
    }

    async function answerOf(
      action: HandlerAction | undefined,
      caller: ResaleCaller,
      parameters: ReturnType<typeof readParameters>,
    ): Promise<HandlerAnswer> {
      const waitMs = await parts.limiter.waitMs(caller.keyId, action?.cost?.(parameters) ?? 'read');
      if (waitMs > 0) return refused({ kind: 'rate_limited', retryAfterS: Math.ceil(waitMs / 1_000) });
      if (!action) return refused({ kind: 'bad_action' });
      if (action.isBuying && !caller.scopes.has('BUY')) return refused({ kind: 'no_scope' });
      const trade = await readTradeTable(app, 'HANDLER');
      return action.answer({ app, caller, parameters, trade, tables: parts.tables });
    }
  };
}

function write(reply: FastifyReply, { status, type, body, retryAfterS }: WrittenAnswer): FastifyReply {
  if (retryAfterS !== undefined) reply.header('retry-after', retryAfterS);
  if (status === 204) return reply.code(204).send();
  return reply.code(status).header('content-type', type).send(body);
}
