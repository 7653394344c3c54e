import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { Pool } from 'pg';
import { announce } from './server-process';

const TEXT = `SELECT r.id, r.status, r.price, r.phone, r.origin, r.created_at AS "createdAt", r.expires_at AS "expiresAt",
    u.id AS "userId", u.first_name AS "firstName", u.username, s.id AS "serviceId", s.code, s.name
  FROM reservations r JOIN users u ON u.id = r.user_id JOIN services s ON s.id = r.service_id
  ORDER BY r.id DESC LIMIT 50`;

/** The same rows by one join, handed out as JSON without any GraphQL. */
async function main(url: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 16 });
  const fastify = Fastify({ logger: false });
  fastify.get('/rows', async () => (await pool.query({ name: 'rows', text: TEXT })).rows);
  await fastify.listen({ host: '127.0.0.1', port: 0 });
  announce((fastify.server.address() as AddressInfo).port);
}

void main(process.argv[2]!);
