import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { Pool } from 'pg';
import { announce } from '../graphql/server-process';

const STATUS = `SELECT r.status FROM resale_orders o JOIN reservations r ON r.id = o.reservation_id
  WHERE o.id = $1 AND o.user_id = $2`;

/** A poll by one named statement, and a table as bytes from memory, with nothing around them. */
async function main(url: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 16 });
  const fastify = Fastify({ logger: false, bodyLimit: 16 * 1024 * 1024 });
  let table: Buffer = Buffer.alloc(0);
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  fastify.put('/table', async (request) => {
    table = request.body as Buffer;
    return 'kept';
  });
  fastify.get('/table', (_request, reply) => reply.header('content-type', 'application/json').send(table));
  fastify.get<{ Querystring: { id: string; user: string } }>('/status', async ({ query }) => {
    const { rows } = await pool.query({ name: 'status', text: STATUS, values: [query.id, query.user] });
    return rows[0].status as string;
  });
  await fastify.listen({ host: '127.0.0.1', port: 0 });
  announce((fastify.server.address() as AddressInfo).port);
}

void main(process.argv[2]!);
