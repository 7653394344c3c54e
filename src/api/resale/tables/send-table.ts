import type { FastifyReply, FastifyRequest } from 'fastify';
import { isTagged, takesGzip } from '../../page-files';
import type { RenderedBytes } from './rendered-bytes';

/** Sends a table: packed where the caller takes that, and nothing but 304 to whoever has it already. */
export async function sendTable(
  request: FastifyRequest,
  reply: FastifyReply,
  table: RenderedBytes,
  type = 'application/json',
): Promise<FastifyReply> {
  const { 'if-none-match': known, 'accept-encoding': accepted } = request.headers;
  reply.header('etag', table.etag).header('vary', 'accept-encoding');
  if (isTagged(known, table.etag)) return reply.code(304).send();
  reply.header('content-type', type);
  const packed = takesGzip(accepted as string | undefined) ? (table.packed ?? (await table.gzipped())) : undefined;
  return packed ? reply.header('content-encoding', 'gzip').send(packed) : reply.send(table.body);
}
