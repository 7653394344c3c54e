import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { givePageFile } from '../page-files';

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** Packages do not export these builds by name, but ship them. */
function inPackage(name: string, file: string): string {
  return join(dirname(require.resolve(`${name}/package.json`)), file);
}

/** Everything the page needs comes from here: packages that are installed with the program, and files beside this one. */
const FILES: Readonly<Record<string, { type: string; path: () => string }>> = {
  'react.js': { type: SCRIPT, path: () => inPackage('react', 'umd/react.production.min.js') },
  'react-dom.js': { type: SCRIPT, path: () => inPackage('react-dom', 'umd/react-dom.production.min.js') },
  'graphiql.js': { type: SCRIPT, path: () => inPackage('graphiql', 'graphiql.min.js') },
  'graphiql.css': { type: STYLE, path: () => inPackage('graphiql', 'graphiql.min.css') },
  'explorer.js': { type: SCRIPT, path: () => join(__dirname, 'explorer.js') },
  'explorer.css': { type: STYLE, path: () => join(__dirname, 'explorer.css') },
};

/** No request leaves this address. GraphiQL sets styles on elements and carries its fonts as data. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

const PAGE = { type: 'text/html; charset=utf-8', path: join(__dirname, 'explorer.html') };

/**
 * GraphiQL at `/graphql/explorer`. It shows nothing without a key, and nothing of it is loaded before somebody comes. `key`
 * is what it begins with where the key is nobody's secret, as in a sandbox.
 */
export function explorerRoutes(key: () => string | undefined = () => undefined): FastifyPluginAsync {
  return async (fastify: FastifyInstance) => {
    fastify.get('/graphql/explorer', async (request, reply) => {
      const given = key();
      if (given === undefined) return givePageFile(request, reply.headers(HEADERS), PAGE);
      const page = (await readFile(PAGE.path, 'utf8')).replace('<input id="key"', `$& value="${given}"`);
      return reply
        .headers({ ...HEADERS, 'cache-control': 'no-store' })
        .type(PAGE.type)
        .send(page);
    });
    fastify.get<{ Params: { file: string } }>('/graphql/explorer/:file', async (request, reply) => {
      const { file } = request.params;
      if (!Object.hasOwn(FILES, file)) return reply.callNotFound();
      const { type, path } = FILES[file]!;
      return givePageFile(request, reply.headers(HEADERS), { type, path: path() });
    });
  };
}
