import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../app';
import type { SecretBox } from '../../platform/secret-box';
import type { PaymentDelivery } from '../../ports/payment-provider';
import { handlePaymentsSoon } from '../../usecases/payments/handle-soon';
import { receivePaymentWebhook } from '../../usecases/payments/receive-payment-webhook';
import type { CallerAddress } from '../caller-address';
import { FailedKeys } from '../limits/failed-keys';

export interface PaymentRouteParts {
  readonly app: App;
  readonly secretBox: Pick<SecretBox, 'seal'>;
  readonly callerAddress: CallerAddress;
}

interface Address {
  methodId: string;
}

/** An event of any of these providers, with the invoice in it, has some kilobytes. */
const LARGEST_BODY = 64 * 1024;

/**
 * `POST /payments/{methodId}`: where payment providers ring. 2xx means that it is stored, or was before; what it is about
 * is looked into at once, but nobody waits for that. Nothing that a stranger sends is stored.
 */
export function paymentRoutes({ app, secretBox, callerAddress }: PaymentRouteParts): FastifyPluginAsync {
  return async (fastify) => {
    const looks = handlePaymentsSoon(app);
    const forgeries = new FailedKeys(app.clock);
    fastify.addHook('onClose', () => looks.settled());
    fastify.removeAllContentTypeParsers();
    // Signatures are made over the bytes as they came.
    fastify.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST_BODY }, (_request, body, done) =>
      done(null, body),
    );

    fastify.post<{ Params: Address }>('/payments/:methodId', async (request, reply) => {
      const { methodId: named } = request.params;
      const address = callerAddress(request.raw);
      const delivery = toDelivery(request, address);
      const methodId = /^[1-9]\d{0,8}$/.test(named) ? Number(named) : undefined;
      const outcome =
        methodId === undefined
          ? ({ kind: 'no_method' } as const)
          : await receivePaymentWebhook(app, secretBox, { methodId, delivery });
      if (outcome.kind === 'received') {
        const { invoice } = outcome;
        if (invoice !== undefined) reply.raw.once('finish', () => looks.start(invoice));
        return reply.code(200).type('text/plain; charset=utf-8').send(outcome.reply);
      }
      // Who signs well is heard whatever strangers send from the same address, as behind one proxy; they are put off.
      const waitMs = forgeries.waitMs(address);
      forgeries.note(address);
      if (waitMs > 0) {
        reply.header('retry-after', Math.ceil(waitMs / 1_000));
        return refuse(
          request,
          reply,
          429,
          'TOO_MANY',
          'Too many deliveries from this address could not be believed. Wait.',
        );
      }
      if (outcome.kind === 'no_method') {
        reply.callNotFound();
        return reply;
      }
      app.log.warn({ methodId, verdict: outcome.kind, detail: outcome.detail }, 'a payment webhook was refused');
      return outcome.kind === 'forged'
        ? refuse(request, reply, 403, 'BAD_SIGNATURE', outcome.detail)
        : refuse(request, reply, 400, 'UNREADABLE', outcome.detail);
    });
  };
}

function refuse(request: FastifyRequest, reply: FastifyReply, status: number, code: string, message: string) {
  return reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id } }] });
}

function toDelivery(request: FastifyRequest, callerAddress: string): PaymentDelivery {
  return {
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    ),
    callerAddress,
  };
}
