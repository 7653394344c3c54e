import 'reflect-metadata';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { from } from 'pg-copy-streams';
import { Secret } from '../../src/config/secret';
import { SecretBox } from '../../src/platform/secret-box';
import { applyConfiguration, compareConfiguration } from '../../src/usecases/configuration/apply-configuration';
import { exportConfiguration } from '../../src/usecases/configuration/current-configuration';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { largeConfiguration } from '../support/large-configuration';
import { benchApp } from './support/bench-app';
import { openBenchDatabase } from './support/bench-database';
import { round } from './support/measure';

const options = { routes: { type: 'string', multiple: true } } as const;
const BOTH = ['1', '5'];
const author = { actor: { type: 'ADMIN', id: 'bench' } } as const;

type Bench = Awaited<ReturnType<typeof openBenchDatabase>>;
type Document = ReturnType<typeof largeConfiguration>;

/**
 * Makes an empty shop one of 200 services in 50 countries from five suppliers, by one document: 10 000 offers with one
 * route each, and with five (`--routes`, may be repeated). Its baseline in the same run is the least that it can cost:
 * the same finished rows, COPYed into the same tables with the same triggers, in one transaction.
 */
export async function run(args: string[]) {
  const { values } = parseArgs({ args, options });
  const shops = [];
  for (const routes of values.routes ?? BOTH) {
    const document = largeConfiguration({ routesPerOffer: Number(routes) as 1 | 5 });
    const copy = await inNewShop(({ ownerUrl }) => timed(() => copyRows(ownerUrl, document)));
    const { apply, ...others } = await inNewShop((bench) => measure(bench, document));
    shops.push({
      ...{ offers: document.offers.length, routes: document.routes.length },
      documentMb: round(JSON.stringify(document).length / 1e6),
      ...{ copySeconds: copy.seconds, applySeconds: apply.seconds, ratio: round(apply.seconds / copy.seconds) },
      ...{ peakMb: apply.peakMb, ...others },
    });
  }
  return { shops };
}

async function inNewShop<Result>(work: (bench: Bench) => Promise<Result>): Promise<Result> {
  const bench = await openBenchDatabase(4);
  try {
    return await work(bench);
  } finally {
    await bench.close();
  }
}

async function measure(bench: Bench, document: Document) {
  const app = benchApp(bench.db);
  const box = new SecretBox(new Secret(Buffer.alloc(32, 7).toString('base64')));
  const timedOrder = (act: typeof compareConfiguration | typeof applyConfiguration, wanted: object) =>
    timed(async () => {
      const outcome = await act(app, { document: wanted, box, ...author });
      if (outcome.kind === 'invalid') throw new Error(JSON.stringify(outcome.mistakes.slice(0, 5)));
      return outcome.plan.changes.length;
    });
  const check = await timedOrder(compareConfiguration, document);
  const apply = await timedOrder(applyConfiguration, document);
  const again = await timedOrder(applyConfiguration, document);
  const offers = document.offers.map((offer, i) => (i % 100 === 0 ? { ...offer, price: '0.7000' } : offer));
  const prices = await timedOrder(applyConfiguration, { ...document, offers });
  const exported = await timed(() => exportConfiguration(app));
  return {
    apply,
    checkSeconds: check.seconds,
    applyAgainSeconds: again.seconds,
    applyOnePercentOfPricesSeconds: prices.seconds,
    exportSeconds: exported.seconds,
    changes: { apply: apply.result, again: again.result, prices: prices.result },
    wrongBestRoutes: await countWrongBestRoutes(bench),
    brokenInvariants: (await verifyBooks(app)).findings.length,
  };
}

async function copyRows(url: string, { services, countries, providers, offers, routes }: Document): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const now = new Date().toISOString();
  const put = async (into: string, rows: readonly (readonly unknown[])[]) => {
    const lines = rows.map((row) => `${row.join('\t')}\n`);
    await pipeline([lines.join('')], client.query(from(`COPY ${into} FROM STDIN`)));
  };
  const place = (rows: readonly object[], name: string) =>
    new Map(rows.map((row, i) => [(row as Record<string, unknown>)[name], i + 1]));
  const serviceIds = place(services, 'code');
  const countryIds = place(countries, 'iso');
  const providerIds = place(providers, 'name');
  const offerIds = new Map(offers.map((offer, i) => [`${offer.service}/${offer.country}`, i + 1]));
  await client.query('BEGIN');
  await put(
    'services (code, name, position, created_at)',
    services.map(({ code, name, position }) => [code, name, position, now]),
  );
  await put(
    'countries (iso, name, calling_code, position, created_at)',
    countries.map(({ iso, name, callingCode, position }) => [iso, name, callingCode, position, now]),
  );
  await put(
    'providers (name, protocol, base_url, next_poll_at, created_at)',
    providers.map(({ name, protocol, baseUrl }) => [name, protocol, baseUrl, now, now]),
  );
  await put(
    'offers (service_id, country_id, price, created_at)',
    offers.map((o) => [serviceIds.get(o.service), countryIds.get(o.country), Math.round(Number(o.price) * 1e4), now]),
  );
  await put(
    'routes (offer_id, provider_id, is_pool, service_code, country_code, max_cost, priority, created_at)',
    routes.map((r) => [
      ...[offerIds.get(`${r.service}/${r.country}`), providerIds.get(r.provider), false, r.serviceCode],
      ...[r.countryCode, Math.round(Number(r.maxCost) * 1e4), r.priority, now],
    ]),
  );
  await client.query('COMMIT');
  await client.end();
}

/** Offers whose best route is not the one that the tables say. */
async function countWrongBestRoutes({ owner }: Bench): Promise<number> {
  const { rows } = await owner.query(
    `SELECT count(*)::int AS wrong FROM offers o
     JOIN offer_availability(ARRAY(SELECT id FROM offers)) n ON n.offer_id = o.id
     WHERE (o.is_available, o.timeout_s, o.best_route_id, o.best_provider_id, o.best_is_pool)
       IS DISTINCT FROM (n.is_available, n.timeout_s, n.route_id, n.provider_id, n.is_pool)`,
  );
  return rows[0].wrong;
}

async function timed<Result>(work: () => Promise<Result>) {
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const began = performance.now();
  try {
    const result = await work();
    peak = Math.max(peak, process.memoryUsage().rss);
    const seconds = round((performance.now() - began) / 1_000);
    return { result, seconds, peakMb: Math.round((peak - before) / 1_048_576) };
  } finally {
    clearInterval(timer);
  }
}
