import { createHash, randomUUID } from 'node:crypto';
import type { App } from '../../../../src/app';
import { createTokenStore } from '../../../../src/database/token-store';
import { pollProvidersJob } from '../../../../src/jobs/jobs';
import { startJobs } from '../../../../src/jobs/scheduler';
import { createHttpClient } from '../../../../src/platform/http-client';
import { silentLogger } from '../../../../src/platform/logger';
import { systemClock } from '../../../../src/platform/system-clock';
import { createProviders } from '../../../../src/providers/providers';
import { type BreakerChange, createProviderRegistry } from '../../../../src/providers/registry';
import { type HandlerDialect, type HandlerVendor, startHandlerVendor } from '../../../../src/sandbox/vendors';
import { askRoutes } from '../../../../src/usecases/reservations/ask-routes';
import { openReservation } from '../../../../src/usecases/reservations/reserve-number';
import { benchApp } from '../bench-app';
import type { openBenchDatabase } from '../bench-database';

export interface PolledVendor extends HandlerVendor {
  readonly providerId: number;
  readonly perSecond: number;
  readonly burst: number;
}

type Bench = Awaited<ReturnType<typeof openBenchDatabase>>;

/** A worker over real suppliers on loopback, each with open reservations of its own, and nothing else to do. */
export async function openPolledShop(bench: Bench, o: { intervalMs: number; timeoutMs: number }) {
  const http = createHttpClient();
  const breakers: (BreakerChange & { atMs: number })[] = [];
  const registry = createProviderRegistry({
    tokens: {
      store: createTokenStore(bench.db),
      fingerprint: (text) => createHash('sha256').update(text).digest(),
    },
    http,
    clock: systemClock,
    log: silentLogger,
    onBreaker: (change) => void breakers.push({ ...change, atMs: performance.now() }),
  });
  const app: App = {
    ...benchApp(bench.db, { maxOpenReservations: 1_000_000 }),
    providers: createProviders({
      load: (id) => bench.db.providers.findStored(id),
      loadAll: () => bench.db.providers.listStored(),
      openKey: (sealed) => sealed.toString('utf8'),
      build: (row) => registry.get(row),
      clock: systemClock,
      log: silentLogger,
    }),
  };
  const vendors: PolledVendor[] = [];
  await bench.owner.query(`
    INSERT INTO services (code, name, created_at) VALUES ('tg', 'Telegram', now());
    INSERT INTO users (telegram_id, first_name, created_at, last_seen_at)
      SELECT i, 'Buyer ' || i, now(), now() FROM generate_series(1, 100) i;
    INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, created_at)
      SELECT 'seed:' || id, 'ADD', 'FUNDING', 'AVAILABLE', 1000000000, id, 'JOB', 'bench', now() FROM users;`);

  return {
    app,
    breakers,
    vendors,

    /** A supplier with its one offer and so many open reservations. Not polled before `poll` says so. */
    async vendor(name: string, dialect: HandlerDialect, orders: number, budget: { perSecond: number; burst: number }) {
      const apiKey = `key-of-${name}-${randomUUID()}`;
      const made = await startHandlerVendor({ name, dialect, apiKey, balance: '1000000' });
      const country = made.stock.rows().find((row) => row.service === 'tg')!.country;
      made.stock.set({ service: 'tg', country, cost: '0.1000', count: 1_000_000 });
      const { rows } = await bench.owner.query(
        `WITH p AS (INSERT INTO providers (name, protocol, base_url, api_key_sealed, options, timeout_ms, poll_interval_ms,
             budget_per_second, budget_burst, next_poll_at, created_at)
           VALUES ($1, 'handler_api', $2, $3, $4, $5, $6, 100000, 100000, 'infinity', now()) RETURNING id),
         c AS (INSERT INTO countries (iso, name, calling_code, created_at)
           VALUES (chr(65 + $7 / 26) || chr(65 + $7 % 26), 'Country ' || $7, '371', now()) RETURNING id),
         f AS (INSERT INTO offers (service_id, country_id, price, created_at) SELECT 1, c.id, 8000, now() FROM c RETURNING id),
         r AS (INSERT INTO routes (offer_id, provider_id, is_pool, service_code, country_code, max_cost, created_at)
           SELECT f.id, p.id, false, 'tg', $8, 5000, now() FROM f, p)
         SELECT p.id AS "providerId", f.id AS "offerId" FROM p, f`,
        [
          name,
          made.baseUrl,
          Buffer.from(apiKey),
          JSON.stringify({ dialect }),
          o.timeoutMs,
          o.intervalMs,
          vendors.length,
          country,
        ],
      );
      const { providerId, offerId } = rows[0] as { providerId: number; offerId: number };
      await buy(app, offerId, orders);
      await bench.owner.query(
        'UPDATE providers SET budget_per_second = $2, budget_burst = $3, revision = revision + 1 WHERE id = $1',
        [providerId, budget.perSecond, budget.burst],
      );
      const vendor = Object.assign(made, { providerId, ...budget });
      vendors.push(vendor);
      return vendor;
    },

    /** Polls these suppliers until `stop`. */
    async poll(polled: readonly PolledVendor[]) {
      await new Promise((resolve) => setTimeout(resolve, 1_100)); // the adapters see their budgets
      await bench.owner.query(
        `UPDATE providers SET next_poll_at = now(), poll_leased_until = NULL, poll_failures = 0 WHERE id = ANY ($1)`,
        [polled.map(({ providerId }) => providerId)],
      );
      return startJobs(app, { holder: randomUUID(), jobs: [pollProvidersJob] });
    },

    /** Turns in a row that failed, by supplier. */
    async failures(): Promise<Record<string, number>> {
      const { rows } = await bench.owner.query('SELECT name, poll_failures AS failures FROM providers');
      return Object.fromEntries(rows.map(({ name, failures }) => [name, failures]));
    },

    async close() {
      for (const vendor of vendors) await vendor.stop();
      http.close();
    },
  };
}

async function buy(app: App, offerId: number, orders: number): Promise<void> {
  let left = orders;
  let turn = 0;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      turn += 1;
      const key = randomUUID();
      const opened = await openReservation(app, { key, userId: BigInt((turn % 100) + 1), offerId, price: 8000n });
      if (opened.kind !== 'reserved') throw new Error(`the benchmark's purchase was ${JSON.stringify(opened)}`);
      const status = await askRoutes(app, { id: opened.reservationId, key, notify: false }, opened.ask!);
      if (status !== 'WAITING_CODE') throw new Error(`the benchmark's purchase became ${status}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}
