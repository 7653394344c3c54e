import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { App } from '../../app';
import { addDatabaseGauges } from './database-gauges';

export interface Metrics {
  readonly registry: Registry;
  /** Counts one call to a provider. `outcome` is `ok` or the class of the fault. */
  providerCall(call: { provider: string; method: string; outcome: string; ms: number }): void;
  /** Measures the requests of a server and adds `/metrics`. */
  observe(fastify: FastifyInstance, app: App): void;
}

/** Everything measured about this process, in a registry of its own. Labels never hold what a caller made up. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'numbershop_http_request_seconds',
    help: 'Seconds from a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const calls = new Counter({
    name: 'numbershop_provider_calls_total',
    help: 'Calls to suppliers by what became of them.',
    labelNames: ['provider', 'method', 'outcome'],
    registers,
  });
  const callSeconds = new Histogram({
    name: 'numbershop_provider_call_seconds',
    help: 'Seconds that calls to suppliers took.',
    labelNames: ['provider', 'method'],
    buckets: [0.05, 0.2, 0.5, 1, 2, 5, 10, 30],
    registers,
  });
  return {
    registry,
    providerCall({ provider, method, outcome, ms }) {
      calls.inc({ provider, method, outcome });
      callSeconds.observe({ provider, method }, ms / 1000);
    },
    observe(fastify, app) {
      const database = addDatabaseGauges(registry, app);
      fastify.addHook('onResponse', (request, reply, done) => {
        const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
        requests.observe(labels, reply.elapsedTime / 1000);
        done();
      });
      fastify.get('/metrics', async (_request, reply) => {
        await database.refresh();
        return reply.type(registry.contentType).send(await registry.metrics());
      });
    },
  };
}
