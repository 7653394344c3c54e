import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A file of a page that the shop serves itself; it does not change while the program runs. */
export interface PageFile {
  /** Such as "text/html; charset=utf-8". */
  readonly type: string;
  /** Where it lies, absolute. */
  readonly path: string;
}

interface Known {
  /** Of the bytes as they lie there. */
  readonly hash: string;
  readonly packed: Buffer;
}

const pack = promisify(gzip);
const known = new Map<string, Promise<Known>>();

/**
 * Answers a GET: 304 where the browser has it already, packed where it takes that. It asks each time, so that no page is
 * put together from files of two versions.
 */
export async function givePageFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, path }: PageFile,
): Promise<FastifyReply> {
  const { hash, packed } = await know(path);
  const isPacked = takesGzip(request.headers['accept-encoding']);
  const etag = `"${hash}${isPacked ? '-gzip' : ''}"`;
  reply.headers({ etag, 'cache-control': 'public, no-cache', vary: 'accept-encoding' }).type(type);
  if (isTagged(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (isPacked) return reply.header('content-encoding', 'gzip').send(packed);
  return reply.send(await readFile(path));
}

/** Whether a client takes answers in gzip, by its `Accept-Encoding`. */
export function takesGzip(acceptEncoding = ''): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(acceptEncoding);
}

/** Whether `If-None-Match` names this tag; weak tags count as strong ones, as RFC 9110 (13.1.2) wants for it. */
export function isTagged(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags[0] === '*';
}

/** Read and packed when it is first asked for; what fails is tried again. */
function know(path: string): Promise<Known> {
  const found = known.get(path) ?? measure(path);
  known.set(path, found);
  found.catch(() => known.delete(path));
  return found;
}

async function measure(path: string): Promise<Known> {
  const bytes = await readFile(path);
  return { hash: createHash('sha256').update(bytes).digest('base64url').slice(0, 27), packed: await pack(bytes) };
}
