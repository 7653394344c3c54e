import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { App } from '../../app';
import { exportFile, findExportFile } from '../../usecases/exports/background-export';

/** `GET /exports/files/{id}/{token}`: an export that was written in the background. The link is the right to take it. */
export function addExportFiles(fastify: FastifyInstance, app: App): void {
  fastify.get<{ Params: { id: string; token: string } }>('/exports/files/:id/:token', async (request, reply) => {
    const { id, token } = request.params;
    const isForm = /^[1-9]\d{0,8}$/.test(id) && /^[\w-]{43}$/.test(token);
    const found = isForm && app.exportFolder ? await findExportFile(app, { id: Number(id), token }) : undefined;
    if (!found) {
      reply.callNotFound();
      return reply;
    }
    reply.header('cache-control', 'no-store');
    const { state, entity, format, failure } = found;
    if (state === 'WAITING') return reply.code(202).header('retry-after', '5').send({ state });
    if (state === 'FAILED') return problem(reply, 410, failure ?? 'It failed.');
    const path = exportFile(app.exportFolder!, found.id);
    const size = await stat(path).then(
      (facts) => facts.size,
      () => undefined,
    );
    if (size === undefined) return problem(reply, 410, 'Its file is gone. Start the export anew.');
    return reply
      .type('application/gzip')
      .header('content-length', size)
      .header('content-disposition', `attachment; filename="${entity}.${format}.gz"`)
      .header('x-export-rows', String(found.rows))
      .header('x-export-sha256', found.sha256 ?? '')
      .send(createReadStream(path));
  });
}

function problem(reply: FastifyReply, status: number, message: string): FastifyReply {
  const extensions = { code: 'GONE', requestId: reply.request.id };
  return reply.code(status).send({ errors: [{ message, extensions }] });
}
