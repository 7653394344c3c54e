import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';

/** The page; the build copies the folder beside the compiled code. */
const FOLDER = path.join(__dirname, '..', 'page');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Nothing but our own files: no inline script or style, no other origin, no frame. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the page's files under `/sandbox/page/`, and sends people there from `/`. */
export function pageRoutes(server: FastifyInstance): void {
  const headers = {
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  };
  server.get('/', (_request, reply) => reply.redirect('/sandbox/page/'));
  server.get('/sandbox/page', (_request, reply) => reply.redirect('/sandbox/page/'));
  for (const file of readdirSync(FOLDER)) {
    const type = TYPES[path.extname(file)];
    if (!type) continue;
    const content = readFileSync(path.join(FOLDER, file));
    const url = file === 'index.html' ? '/sandbox/page/' : `/sandbox/page/${file}`;
    server.get(url, (_request, reply) => reply.headers(headers).type(type).send(content));
  }
}
