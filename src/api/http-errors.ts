import type { FastifyError, FastifyInstance } from 'fastify';
import type { Logger } from '../platform/logger';
import { BodyTooLarge } from './limits/large-bodies';

/** What goes wrong outside GraphQL is told in the same form: a sentence, a code, the request id; never a stack. */
export function answerErrors(fastify: FastifyInstance, log: Logger): void {
  fastify.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 500)
      log.error({ err: error, requestId: request.id, url: request.routeOptions.url }, 'a request failed');
    const message = status === 500 ? 'Something went wrong on our side. Tell us the request id.' : error.message;
    const wrong = error instanceof BodyTooLarge ? error.code : 'BAD_REQUEST';
    const code = status === 500 ? 'INTERNAL_SERVER_ERROR' : wrong;
    return reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id } }] });
  });
  fastify.setNotFoundHandler((request, reply) => {
    const extensions = { code: 'NOT_FOUND', requestId: request.id };
    return reply.code(404).send({ errors: [{ message: 'There is nothing at this address.', extensions }] });
  });
}
