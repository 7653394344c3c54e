import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../app';
import type { SecretBox } from '../../platform/secret-box';
import type { WebhookRequest } from '../../ports/sms-provider';
import { confirmSoon } from '../../usecases/messages/confirm-soon';
import { type ReceivedDelivery, receiveWebhook } from '../../usecases/messages/receive-webhook';
import { recogniseWebhook } from '../../usecases/webhooks/recognise-webhook';

export interface WebhookParts {
  readonly app: App;
  readonly secretBox: SecretBox;
  /** How providers call the shop; some sign it. */
  readonly publicUrl: () => string;
}

interface Address {
  providerId: string;
  secret: string;
}

/** An SMS with all that providers say about it is some kilobytes. */
const LARGEST_BODY = 64 * 1024;

/**
 * `/webhooks/{providerId}/{secret}`: where providers deliver messages. The address is looked at before a byte of the body is
 * taken, so that strangers cost one read of an index. 2xx means stored; what happens to the messages is nothing that the
 * provider should repeat its delivery for.
 */
export function webhookRoutes({ app, secretBox, publicUrl }: WebhookParts): FastifyPluginAsync {
  return async (fastify) => {
    const confirmations = confirmSoon(app);
    fastify.addHook('onClose', () => confirmations.settled());
    fastify.removeAllContentTypeParsers();
    // Signatures are made over the bytes, so no body is read before its provider's adapter does.
    fastify.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST_BODY }, (_request, body, done) =>
      done(null, body),
    );

    fastify.addHook<{ Params: Address }>('onRequest', async (request, reply) => {
      const address = readAddress(request.params);
      if (!address || !(await recogniseWebhook(app, address))) {
        reply.callNotFound();
        return reply;
      }
    });

    fastify.route<{ Params: Address }>({
      method: ['GET', 'POST'],
      url: '/webhooks/:providerId/:secret',
      async handler(request, reply) {
        const delivery = toWebhookRequest(request, publicUrl(), app.clock.now());
        const { providerId } = readAddress(request.params)!;
        const outcome = await receiveWebhook(app, secretBox, { providerId, request: delivery });
        if (outcome.kind === 'no_webhook') {
          reply.callNotFound();
          return reply;
        }
        if (outcome.status === 'UNCONFIRMED') confirmations.start(outcome.deliveryId);
        return answer(request, reply, outcome);
      },
    });
  };
}

function readAddress({ providerId, secret }: Address): { providerId: number; secret: string } | undefined {
  return /^[1-9]\d{0,8}$/.test(providerId) ? { providerId: Number(providerId), secret } : undefined;
}

function answer(request: FastifyRequest, reply: FastifyReply, outcome: ReceivedDelivery): FastifyReply {
  const refusal = { REFUSED: [403, 'BAD_SIGNATURE'], UNREADABLE: [400, 'UNREADABLE'] } as const;
  const refused =
    outcome.verdict === 'REFUSED' || outcome.verdict === 'UNREADABLE' ? refusal[outcome.verdict] : undefined;
  if (refused && !outcome.reply?.isForAll) {
    const extensions = { code: refused[1], requestId: request.id };
    return reply.code(refused[0]).send({ errors: [{ message: outcome.detail, extensions }] });
  }
  if (outcome.reply) return reply.code(200).type(outcome.reply.contentType).send(outcome.reply.body);
  return reply.code(200).send({ received: true });
}

/** The delivery as its provider sent it; `publicUrl` is how it called us, whatever proxies made of that. */
export function toWebhookRequest(request: FastifyRequest, publicUrl: string, now: Date): WebhookRequest {
  const contentType = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  return {
    method: request.method === 'GET' ? 'GET' : 'POST',
    rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    url: publicUrl + request.url,
    contentType,
    now,
  };
}
