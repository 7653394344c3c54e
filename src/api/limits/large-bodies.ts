import { Transform } from 'node:stream';
import type { FastifyReply, FastifyRequest, RequestPayload } from 'fastify';
import { GraphQLError } from 'graphql';
import type { App } from '../../app';
import { LARGEST_DOCUMENT } from '../../usecases/configuration/document';
import { authenticate } from '../authenticate';
import type { CallerAddress } from '../caller-address';
import type { FailedKeys } from './failed-keys';

/** What anybody may send. */
export const LARGEST_BODY = 256 * 1024;
/** A whole shop as one document, with the operation around it. */
export const LARGEST_CONFIGURATION = LARGEST_DOCUMENT + LARGEST_BODY;
const MB = 1024 * 1024;

/** Told to the caller as it is: status 413. */
export class BodyTooLarge extends Error {
  readonly statusCode = 413;
  readonly code = 'BODY_TOO_LARGE';
}

interface Door {
  readonly app: App;
  readonly failed: FailedKeys;
  readonly callerAddress: CallerAddress;
}

/**
 * A hook before a body is read: more than a usual request has is read only from holders of a key for the configuration, so
 * that nobody else makes the program read megabytes.
 */
export function limitBodies(o: Door) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    payload: RequestPayload,
  ): Promise<RequestPayload | undefined> => {
    const { headers } = request;
    const length = headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
    if (length === undefined ? headers['transfer-encoding'] === undefined : length <= LARGEST_BODY) return payload;
    if (await mayConfigure(request, o)) {
      if (length === undefined || length <= LARGEST_CONFIGURATION) return payload;
      reply.header('connection', 'close');
      throw new BodyTooLarge(`The body has more than ${LARGEST_CONFIGURATION / MB} MB. ${IN_PARTS}`);
    }
    if (length === undefined) return payload.pipe(counted());
    // More is on its way than anybody will read.
    reply.header('connection', 'close');
    throw tooLarge();
  };
}

const IN_PARTS =
  'Send a configuration in parts: what a document leaves out stays as it is. Or give the whole file to "npm run shop -- config apply".';

function tooLarge(): BodyTooLarge {
  const may = `Only a key with the scope configuration:read or configuration:write may send more, up to ${LARGEST_DOCUMENT / MB} MB.`;
  return new BodyTooLarge(`The body has more than ${LARGEST_BODY / 1024} kB. ${may} ${IN_PARTS}`);
}

async function mayConfigure(request: FastifyRequest, { app, failed, callerAddress }: Door) {
  const { authorization } = request.headers;
  try {
    const credentials = { authorization, address: () => callerAddress(request.raw), requestId: request.id };
    const { scopes } = await authenticate(app, failed, credentials);
    return scopes.has('configuration:read') || scopes.has('configuration:write');
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}

/** A body whose length nobody told. */
function counted(): Transform {
  let length = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      length += piece.length;
      if (length > LARGEST_BODY) done(tooLarge());
      else done(null, piece);
    },
  });
}
