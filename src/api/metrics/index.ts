import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { App } from '../../app';
import { release } from '../../platform/release';
import { addDatabaseGauges } from './database-gauges';
import { addShopCounters } from './shop-counters';

export interface Metrics {
  readonly registry: Registry;
  /** Counts one call to a provider. `outcome` is the kind of its reply, or the class of the fault. */
  providerCall(call: { provider: string; method: string; outcome: string; ms: number }): void;
  /** Tells at each scrape whether this process speaks with Telegram; only of one that should. */
  watchTelegram(isConnected: () => boolean): void;
  /** Measures the requests of a server and adds `/metrics`. */
  observe(fastify: FastifyInstance, app: App): void;
}

/** Everything measured about this process, in a registry of its own. Labels never hold what a caller made up. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const build = new Gauge({
    name: 'numbershop_build_info',
    help: '1, with the version of the program and of Node.',
    labelNames: ['version', 'node'],
    registers,
  });
  build.set({ version: release(), node: process.versions.node }, 1);
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
    watchTelegram(isConnected) {
      new Gauge({
        name: 'numbershop_telegram_connected',
        help: 'Whether this process speaks with Telegram; one at a time does.',
        registers,
        collect() {
          this.set(isConnected() ? 1 : 0);
        },
      });
    },
    observe(fastify, app) {
      const database = addDatabaseGauges(registry, app);
      const shop = addShopCounters(registry, app);
      fastify.addHook('onResponse', (request, reply, done) => {
        const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
        requests.observe(labels, reply.elapsedTime / 1000);
        done();
      });
      fastify.get('/metrics', async (_request, reply) => {
        await Promise.all([database.refresh(), shop.refresh()]);
        return reply.type(registry.contentType).send(await registry.metrics());
      });
    },
  };
}
