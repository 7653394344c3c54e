import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createMetrics } from '../../src/api/metrics';
import { createHttpServer, type HttpServer } from '../../src/api/server';
import { Secret } from '../../src/config/secret';
import { ALERT_KINDS } from '../../src/domain/alert-kind';
import { createEventSender } from '../../src/platform/event-sender';
import { SecretBox } from '../../src/platform/secret-box';
import { createEndpoint } from '../../src/usecases/events/save-endpoint';
import { projectRoot } from '../support/project-root';
import { openShop, type Shop, usd } from '../support/shop';
import { askPromtool, goesOn, readSamples, type Sample, type Series } from './support/prometheus';

const RULES_FILE = join(projectRoot, 'docs/alerts.yml');
const RULES = readFileSync(RULES_FILE, 'utf8');
const ALERTS = [...RULES.matchAll(/- alert: (\w+)/g)].map(([, name]) => name!);
const EXPRESSIONS = [...RULES.matchAll(/^ +expr: (.+)$/gm)].map(([, expression]) => expression!);
const DASHBOARD = JSON.parse(readFileSync(join(projectRoot, 'docs/grafana.json'), 'utf8')) as {
  panels: { title: string; targets: { expr: string }[] }[];
};
const PANELS = DASHBOARD.panels.flatMap(({ title, targets }) =>
  targets.map(({ expr }) => ({ title, expr: expr.replaceAll('$__rate_interval', '5m') })),
);
const AUTHOR = { actor: { type: 'ADMIN', id: 'test' } } as const;
const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
const withPromtool = hasPromtool ? it : it.skip;

/** What the program said of itself: on a good day, and of a day on which a supplier is dead and a request fails. */
let healthy: Series[];
let troubled: Series[];
let samples: Sample[];

describe('what is measured, and the rules and pictures made of it', () => {
  let shop: Shop;
  let server: HttpServer;
  let receiver: Server;
  beforeAll(async () => {
    const metrics = createMetrics();
    metrics.watchTelegram(() => true);
    shop = await openShop({ onProviderCall: metrics.providerCall });
    const secretBox = new SecretBox(new Secret(Buffer.alloc(32, 7).toString('base64')));
    Object.assign(shop.app, { events: createEventSender({ reach: 'loopback', box: secretBox }) });
    const broken = async (fastify: FastifyInstance) => {
      fastify.get('/broken', async () => {
        throw new Error('a fault of ours');
      });
    };
    const readiness = [{ name: 'starting', check: () => false }];
    const http = { host: '127.0.0.1', port: 0 };
    server = await createHttpServer({ ...{ app: shop.app, secretBox, http, metrics, readiness }, routes: [broken] });
    await server.listen();
    receiver = createServer((_request, reply) => reply.writeHead(204).end());
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    await createEndpoint(shop.app, secretBox, { url, events: ['reservation.completed'] }, AUTHOR);
    await aDay();
  });
  afterAll(async () => {
    await new Promise((resolve) => receiver.close(resolve));
    await server.close();
    await shop.booksBalance();
    await shop.close();
  });

  const get = (path: string) => fetch(`${server.address}${path}`).then((answer) => answer.text());
  const scrape = async () => readSamples(await get('/metrics'));

  async function aDay(): Promise<void> {
    const { app } = shop;
    const offer = await shop.offer();
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    const other = await shop.offer({ service: 'Google', country: 'Germany' });
    const empty = await shop.vendor('classic');
    empty.stock.set({ service: 'tg', country: '49', cost: '0.2525', count: 0 });
    await shop.route(other, empty.id);
    await scrape();
    const before = await scrape();
    const buyer = await shop.buyer({ balance: usd('50') });
    for (let n = 0; n < 4; n += 1) {
      const reservation = await buyer.buys(offer);
      await shop.passes({ seconds: 12 });
      if (n < 3) hero.receive(reservation.phone!, `Telegram code: 5432${n}`);
      else await buyer.cancels(reservation);
      await shop.runs('poll-providers');
      for (let tries = 0; tries < 4; tries += 1) await buyer.tries(other); // an ordinary no: it has none
    }
    await shop.runs('deliver-events');
    const rows = await app.db.outbox.claim({
      ...{ now: shop.clock.now(), leaseUntil: shop.clock.now(), urgentLimit: 100, broadcastLimit: 0 },
    });
    await app.db.outbox.markSent(rows.map((row) => ({ row, messageId: 1, at: shop.clock.now() })));
    // A supervisor asks whether it is ready yet, and somebody comes too early for a file.
    for (let n = 0; n < 60; n += 1) await get('/readyz');
    await get('/livez');
    await shop.passes({ seconds: 30 });
    samples = await scrape();
    healthy = goesOn(before, samples);

    const dead = await shop.provider({
      name: 'dead',
      protocol: 'handler_api',
      baseUrl: 'http://127.0.0.1:9',
      key: 'k',
    });
    const provider = await app.providers.get(dead);
    for (let n = 0; n < 5; n += 1) await provider?.balance?.();
    for (let n = 0; n < 30; n += 1) await get('/broken');
    troubled = goesOn(samples, await scrape());
  }

  it('are of metrics and labels that the program has', () => {
    const labelsOf = new Map<string, Set<string>>();
    for (const { name, labels } of [...samples, ...troubled])
      labelsOf.set(name, new Set([...(labelsOf.get(name) ?? []), ...Object.keys(labels)]));
    const given = new Set(['instance', 'job']); // by Prometheus
    const unknown: string[] = [];
    for (const expression of [...EXPRESSIONS, ...PANELS.map(({ expr }) => expr)]) {
      const names = expression.match(/\b(numbershop|nodejs|process)_\w+/g) ?? [];
      unknown.push(...names.filter((name) => !labelsOf.has(name)));
      const known = new Set(names.flatMap((name) => [...(labelsOf.get(name) ?? [])]).concat([...given]));
      const matched = [...expression.matchAll(/[{,](\w+)(?:=~|!~|!=|=)"/g)].map(([, label]) => label!);
      const grouped = [...expression.matchAll(/\b(?:by|without) \(([\w, ]+)\)/g)].flatMap(([, list]) =>
        list!.split(', '),
      );
      unknown.push(
        ...[...matched, ...grouped].filter((label) => !known.has(label)).map((label) => `${label}: ${expression}`),
      );
    }
    expect(unknown).toEqual([]);
    const kinds = [...RULES.matchAll(/kind="(\w+)"/g)].map(([, kind]) => kind!);
    expect(kinds.filter((kind) => !(ALERT_KINDS as readonly string[]).includes(kind))).toEqual([]);
    expect(
      RULES.split('- alert: ')
        .slice(1)
        .filter((rule) => !/summary: .+repair: .+/.test(rule)),
    ).toEqual([]);
  });

  it('count what the shop did, each thing once', () => {
    const grown = (name: string, labels: Record<string, string>) =>
      healthy
        .filter((one) => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value))
        .reduce((sum, { aMinute }) => sum + aMinute, 0);
    expect(grown('numbershop_reservations_total', { status: 'COMPLETED', provider: 'hero' })).toBe(3);
    expect(grown('numbershop_reservations_total', { status: 'CANCELED' })).toBeGreaterThanOrEqual(4);
    expect(grown('numbershop_seconds_to_code_count', { provider: 'hero' })).toBe(3);
    expect(grown('numbershop_seconds_to_code_bucket', { provider: 'hero', le: '10' })).toBe(0);
    expect(grown('numbershop_seconds_to_code_bucket', { provider: 'hero', le: '20' })).toBe(3);
    expect(grown('numbershop_sms_total', { provider: 'hero', source: 'POLL' })).toBe(3);
    expect(grown('numbershop_event_tries_total', { outcome: 'delivered' })).toBe(3);
    expect(grown('numbershop_outbox_total', { state: 'SENT' })).toBeGreaterThan(2);
    expect(grown('numbershop_provider_calls_total', { outcome: 'out_of_stock' })).toBeGreaterThan(4);
    expect(samples.find(({ name }) => name === 'numbershop_build_info')!.labels.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  const FIRING = 'max by (alertname) (ALERTS{alertstate="firing"})';
  /** The series that begin so; a rule cannot be tested with one that the program does not have. */
  function those(of: readonly Series[], start: string, change: (one: Series) => Partial<Series>): Series[] {
    const found = of.filter(({ series }) => series.startsWith(start)).map((one) => ({ ...one, ...change(one) }));
    if (found.length === 0) throw new Error(`The program has no series ${start}.`);
    return found;
  }
  const changed = (start: string, change: (one: Series) => Partial<Series>): Series[] => [
    ...healthy.filter(({ series }) => !series.startsWith(start)),
    ...those(healthy, start, change),
  ];
  const is = (start: string, from: number) => changed(start, () => ({ from, aMinute: 0 }));
  const trouble = (kind: string) => is(`numbershop_operator_alerts{kind="${kind}"}`, 1);
  /** Only the buckets above so many seconds grow. */
  const slow = (name: string, seconds: number) =>
    changed(`${name}_bucket`, ({ labels: { le } }) => ({ aMinute: le === '+Inf' || Number(le) > seconds ? 10 : 0 }));
  const recent = (status: string) => `numbershop_reservations_recent{status="${status}"}`;

  /** When each rule should fire: a good day but for one thing. */
  const STORIES: Record<string, () => Series[]> = {
    NumbershopDown: () => [],
    NumbershopDatabaseDown: () => is('numbershop_database_up', 0),
    NumbershopBooksBroken: () => trouble('books_broken'),
    NumbershopTelegramDown: () => is('numbershop_telegram_connected', 0),
    NumbershopTelegramAsksToWait: () => is('numbershop_telegram_flood_seconds', 900),
    NumbershopSuppliersInTrouble: () => trouble('provider_unreachable'),
    NumbershopStockLow: () => trouble('stock_low'),
    NumbershopMessagesUnmade: () => trouble('message_unmade'),
    NumbershopAnswersWait: () => is('numbershop_outbox_waiting{lane="0"}', 51),
    NumbershopUpdatesWait: () => is('numbershop_inbox_waiting', 201),
    NumbershopMessagesStuck: () => is('numbershop_messages{status="STORED"}', 51),
    NumbershopNothingCompletes: () => [
      ...is('numbershop_reservations_recent', 0).filter(
        ({ series }) => !series.startsWith('numbershop_reservations_recent'),
      ),
      ...those(healthy, recent('COMPLETED'), () => ({ from: 9 })),
      ...those(healthy, recent('EXPIRED'), () => ({ from: 92 })),
    ],
    NumbershopCodesSlow: () => slow('numbershop_seconds_to_code', 300),
    NumbershopSupplierCallsFail: () => [
      ...healthy,
      ...those(troubled, 'numbershop_provider_calls_total{provider="dead"', () => ({})),
    ],
    NumbershopSupplierSlow: () => slow('numbershop_provider_call_seconds', 5),
    NumbershopRequestsFail: () => [
      ...healthy,
      ...those(troubled, 'numbershop_http_request_seconds_count{method="GET",route="/broken"', () => ({})),
    ],
    NumbershopConnectionsWaitedFor: () => is('numbershop_database_connections{state="waited_for"}', 11),
    NumbershopEventsWait: () => is('numbershop_events_waiting', 1_001),
  };

  it('there is a story for each rule', () => {
    expect(Object.keys(STORIES).sort()).toEqual([...ALERTS].sort());
  });

  withPromtool('the rules are rules', () => {
    expect(execFileSync('promtool', ['check', 'rules', RULES_FILE], { encoding: 'utf8' })).toMatch(/SUCCESS/);
  });

  withPromtool('none fires on a good day', () => {
    expect(healthy.length).toBeGreaterThan(100);
    askPromtool(RULES_FILE, healthy, { expr: FIRING, answers: [] });
  });

  withPromtool.each(Object.keys(STORIES))('%s fires when it should, and none beside it', (alert) => {
    askPromtool(RULES_FILE, STORIES[alert]!(), {
      expr: FIRING,
      answers: [{ labels: `{alertname="${alert}"}`, value: 1 }],
    });
  });

  withPromtool('every picture of the dashboard shows something on a good day', () => {
    expect(PANELS.length).toBeGreaterThan(15);
    const shows = PANELS.map(({ expr }) => ({
      ...{ expr: `count(${expr}) > bool 0`, answers: [{ labels: '{}', value: 1 }] },
    }));
    askPromtool(RULES_FILE, healthy, ...shows);
  });
});
