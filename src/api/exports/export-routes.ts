import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { App } from '../../app';
import {
  EXPORT_ENTITIES,
  EXPORT_FORMATS,
  EXPORT_SCOPES,
  type ExportEntity,
  type ExportFormat,
} from '../../domain/exports/export-kinds';
import { sentences } from '../../domain/problems';
import type { KeyHolder } from '../../usecases/access/recognise-api-key';
import { exportRows } from '../../usecases/exports/export-rows';
import { readExport } from '../../usecases/exports/read-export';
import { authenticate } from '../authenticate';
import type { CallerAddress } from '../caller-address';
import type { FailedKeys } from '../limits/failed-keys';
import { takesGzip } from '../page-files';
import { addExportFiles } from './export-files';

/** Each holds a connection of the database for as long as its reader takes. */
const MOST_OF_A_KEY = 2;
/** Of the connections of this process, so that readers who are slow leave enough to the shop. */
const SHARE_OF_POOL = 0.5;
const TYPES: Readonly<Record<ExportFormat, string>> = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson' };

interface Door {
  readonly app: App;
  readonly failed: FailedKeys;
  readonly callerAddress: CallerAddress;
}

/** `GET /exports/{entity}.{csv,jsonl}`: whole tables, streamed. See docs/api.md, "Exports". */
export function addExports(fastify: FastifyInstance, door: Door): void {
  const { app } = door;
  addExportFiles(fastify, app);
  const mostAtOnce = Math.max(MOST_OF_A_KEY, Math.floor((app.db.pool.options.max ?? 10) * SHARE_OF_POOL));
  const running = new Map<number, number>();
  const runningOf = (keyId: number) => running.get(keyId) ?? 0;
  /** How many run already that keep another one of this key from running; undefined when none do. */
  function busyWith(keyId: number): number | undefined {
    const all = [...running.values()].reduce((sum, count) => sum + count, 0);
    if (runningOf(keyId) >= MOST_OF_A_KEY) return runningOf(keyId);
    return all >= mostAtOnce ? all : undefined;
  }
  for (const entity of EXPORT_ENTITIES) for (const format of EXPORT_FORMATS) addOne(entity, format);

  function addOne<Entity extends ExportEntity>(entity: Entity, format: ExportFormat): void {
    fastify.get(`/exports/${entity}.${format}`, async (request, reply) => {
      const holder = await keyHolder(door, request, reply);
      if (!holder) return reply;
      const scope = EXPORT_SCOPES[entity];
      if (!holder.scopes.has(scope)) return refuse(reply, 403, 'FORBIDDEN', `This export needs the scope ${scope}.`);
      const read = readExport(entity, request.query);
      if (read.kind === 'invalid') return refuse(reply, 400, 'BAD_USER_INPUT', sentences(read.problems));
      const { keyId } = holder;
      const busy = busyWith(keyId);
      if (busy !== undefined) {
        reply.header('retry-after', '5');
        return refuse(reply, 429, 'BUSY', `${busy} exports are running. Try again in a moment.`);
      }
      const { filter, manner } = read;
      const { after, limit, header: hasHeader = true, bom: hasMark = false, gzip = false } = manner;
      const file = { entity, format, filter, after, limit, hasHeader, hasMark };
      const isEncoded = !gzip && takesGzip(request.headers['accept-encoding'] as string | undefined);
      const { raw } = reply;
      running.set(keyId, runningOf(keyId) + 1);
      try {
        const author = { actor: holder.actor, requestId: request.id };
        const take = (bytes: Readable) => {
          reply.hijack();
          raw.writeHead(200, headersOf({ request, name: `${entity}.${format}`, type: TYPES[format], gzip, isEncoded }));
          return send(bytes, raw, gzip || isEncoded);
        };
        await exportRows(app, file, author, take, ({ rows, sha256 }) =>
          isChunked(request)
            ? raw.addTrailers({ 'x-export-rows': String(rows), 'x-export-sha256': sha256 })
            : undefined,
        );
      } catch (err) {
        if (!raw.headersSent) throw err;
        if (!raw.destroyed) app.log.error({ err, requestId: request.id, entity }, 'an export failed');
        raw.destroy(); // an answer that is cut off cannot be taken for a whole one
      } finally {
        if (runningOf(keyId) > 1) running.set(keyId, runningOf(keyId) - 1);
        else running.delete(keyId);
      }
      return reply;
    });
  }
}

function send(bytes: Readable, to: Writable, isZipped: boolean): Promise<void> {
  return isZipped ? pipeline(bytes, createGzip({ level: 5 }), to) : pipeline(bytes, to);
}

/** HTTP/1.0 knows neither chunks nor trailers; the end of the connection ends the file there. */
const isChunked = ({ raw }: FastifyRequest) => raw.httpVersion !== '1.0';

interface Head {
  readonly request: FastifyRequest;
  readonly name: string;
  readonly type: string;
  readonly gzip: boolean;
  readonly isEncoded: boolean;
}

function headersOf({ request, name, type, gzip, isEncoded }: Head): Record<string, string> {
  return {
    'content-type': gzip ? 'application/gzip' : type,
    'content-disposition': `attachment; filename="${name}${gzip ? '.gz' : ''}"`,
    ...(isEncoded ? { 'content-encoding': 'gzip' } : {}),
    vary: 'accept-encoding',
    'cache-control': 'no-store',
    ...(isChunked(request)
      ? { trailer: 'x-export-rows, x-export-sha256', 'transfer-encoding': 'chunked' }
      : { connection: 'close' }),
    'x-request-id': request.id,
    'x-content-type-options': 'nosniff',
  };
}

/** Undefined when the refusal was sent already. */
async function keyHolder(
  { app, failed, callerAddress }: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<KeyHolder | undefined> {
  const { id: requestId } = request;
  const { authorization } = request.headers;
  try {
    return await authenticate(app, failed, { authorization, address: () => callerAddress(request.raw), requestId });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { code, http } = error.extensions as { code: string; http: { status: number; headers: Map<string, string> } };
    for (const [name, value] of http.headers) reply.header(name, value);
    refuse(reply, http.status, code, error.message);
    return undefined;
  }
}

function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  const extensions = { code, requestId: reply.request.id };
  return reply.code(status).send({ errors: [{ message, extensions }] });
}
