import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../platform/logger';

const LARGEST_BODY = 64 * 1024;

/**
 * Bodies as text, whatever type they say, and one way to answer what breaks: `status` is 4xx where the request was at fault;
 * anything else is ours, is logged, and is 500.
 */
export function takeTextBodies(
  fastify: FastifyInstance,
  log: Logger,
  answer: (status: number, request: FastifyRequest, reply: FastifyReply) => FastifyReply,
): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'string', bodyLimit: LARGEST_BODY }, (_request, body, done) =>
    done(null, body),
  );
  fastify.setErrorHandler((error: FastifyError, request, reply) => {
    const { statusCode = 500 } = error;
    const isTheirs = statusCode >= 400 && statusCode < 500;
    if (!isTheirs) log.error({ err: error, requestId: request.id }, 'a request of a reseller failed');
    return answer(isTheirs ? statusCode : 500, request, reply);
  });
}
