import type { FastifyInstance } from 'fastify';
import { renderedBytes } from '../tables/rendered-bytes';
import { sendTable } from '../tables/send-table';
import { documentPage } from './document-page';
import { openApiDocument } from './openapi';

/** Nothing of it runs, and nothing is loaded from elsewhere. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** The document of the REST for programs, and as a page for people. Both are made when somebody first asks. */
export async function addRestDocument(fastify: FastifyInstance): Promise<void> {
  let json: ReturnType<typeof renderedBytes> | undefined;
  let page: ReturnType<typeof renderedBytes> | undefined;
  fastify.get('/api/v1/openapi.json', async (request, reply) => {
    json ??= renderedBytes(JSON.stringify(openApiDocument()));
    return sendTable(request, reply.headers(HEADERS), json);
  });
  fastify.get('/api/v1/docs', async (request, reply) => {
    page ??= renderedBytes(documentPage());
    return sendTable(request, reply.headers(HEADERS), page, 'text/html; charset=utf-8');
  });
}
