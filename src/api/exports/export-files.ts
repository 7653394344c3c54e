import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../app';
import { PIECE_BYTES, readPieces } from '../../usecases/exports/export-pieces';
import { findExportByLink } from '../../usecases/exports/start-export';
import { readByteRange } from './byte-range';

interface Link {
  Params: { id: string; token: string };
}

/**
 * `GET /exports/files/{id}/{token}`: an export that was written in the background, by whichever process. The link is the
 * right to take it. A part of it may be asked for (`Range`), so a download that broke off can go on.
 */
export function addExportFiles(fastify: FastifyInstance, app: App): void {
  fastify.route<Link>({
    method: ['GET', 'HEAD'],
    url: '/exports/files/:id/:token',
    handler: (request, reply) => giveFile(app, request, reply),
  });
}

async function giveFile(app: App, request: FastifyRequest<Link>, reply: FastifyReply): Promise<FastifyReply> {
  const { id, token } = request.params;
  const isForm = /^[1-9]\d{0,8}$/.test(id) && /^[\w-]{43}$/.test(token);
  const found = isForm ? await findExportByLink(app, { id: Number(id), token }) : undefined;
  if (!found) {
    reply.callNotFound();
    return reply;
  }
  reply.header('cache-control', 'no-store');
  if (found.state === 'WAITING') {
    // Any 2xx would be taken for the file itself, and gone on with where it ends.
    return problem(
      reply.header('retry-after', '5'),
      503,
      'WAITING',
      'The file is not written yet. Try again in a moment.',
    );
  }
  if (found.state === 'FAILED') return problem(reply, 410, 'GONE', found.failure ?? 'It failed.');

  const size = Number(found.packedBytes);
  const etag = `"${found.packedSha256}"`;
  reply.headers({ etag, 'accept-ranges': 'bytes', 'x-export-sha256': found.sha256!, 'x-export-rows': found.rows! });
  const ifRange = request.headers['if-range'] as string | undefined; // node joins a header that came twice
  const isHead = request.method === 'HEAD'; // a range means nothing there
  const asked = readByteRange({ range: isHead ? undefined : request.headers.range, ifRange, size, etag });
  if (asked.kind === 'unsatisfiable') {
    reply.header('content-range', `bytes */${size}`);
    return problem(reply, 416, 'RANGE_NOT_SATISFIABLE', `The file has ${size} bytes.`);
  }
  const { from, to } = asked.kind === 'part' ? asked : { from: 0, to: size - 1 };
  if (asked.kind === 'part') reply.code(206).header('content-range', `bytes ${from}-${to}/${size}`);
  reply
    .type('application/gzip')
    .header('content-length', to - from + 1)
    .header('content-disposition', `attachment; filename="${found.entity}.${found.format}.gz"`);
  if (isHead) return reply.send();
  const pieces = readPieces(app, { exportId: found.id, attempt: found.attempts, from, to });
  return reply.send(Readable.from(pieces, { objectMode: false, highWaterMark: PIECE_BYTES }));
}

function problem(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions: { code, requestId: reply.request.id } }] });
}
