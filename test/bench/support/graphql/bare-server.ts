import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { buildSchema } from 'graphql';
import { announce } from './server-process';

/** Apollo as it comes, over the same HTTP stack: no keys, no limits, no metrics. */
async function main(): Promise<void> {
  const schema = buildSchema('type Query { ping: String }');
  const server = new ApolloServer({ schema });
  await server.start();
  const fastify = Fastify({ logger: false });
  fastify.route({ method: ['GET', 'POST'], url: '/graphql', handler: fastifyApolloHandler(server) });
  await fastify.listen({ host: '127.0.0.1', port: 0 });
  announce((fastify.server.address() as AddressInfo).port);
}

void main();
