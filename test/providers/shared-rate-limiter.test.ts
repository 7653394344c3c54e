import { createHash } from 'node:crypto';
import { createDataSource } from '../../src/database/data-source';
import { Database } from '../../src/database/database';
import { createTokenStore } from '../../src/database/token-store';
import { silentLogger } from '../../src/platform/logger';
import type { TokenStore } from '../../src/providers/rate-limit/leased-tokens';
import { createProviderRegistry } from '../../src/providers/registry';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { TestClock } from '../support/test-clock';
import { settingsFor } from './provider-at';

let database: TestDatabase;
let source: ReturnType<typeof createDataSource>;
beforeAll(async () => {
  database = await openTestDatabase();
  source = createDataSource({ url: database.appUrl, poolSize: 8 });
  await source.initialize();
});
afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

const TIMEOUT_MS = 3_000;
let keys = 0;

/** Programs over one database, each with rows that share one key, and what reached the supplier of it, by the clock. */
function open(o: { perSecond: number; burst: number; programs: number; rows: number; retryAfterS?: number }) {
  const clock = new TestClock();
  const { sql } = new Database(source);
  const sent: number[] = [];
  let asking = 0;
  let isDown = false;
  const inner = createTokenStore({ sql }, () => clock.now());
  const counted = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    asking += 1;
    try {
      if (isDown) throw new Error('the database is away');
      return await ask();
    } finally {
      asking -= 1;
    }
  };
  let asked = 0;
  const store: TokenStore = {
    take: (order) => {
      asked += 1;
      return counted(() => inner.take(order));
    },
    pausedMs: (fingerprint) => counted(() => inner.pausedMs(fingerprint)),
    pauseFor: (fingerprint, ms) => counted(() => inner.pauseFor(fingerprint, ms)),
  };
  let refusals = 0;
  const http = {
    send: async () => {
      sent.push(clock.monotonicMs());
      const status = refusals > 0 ? 429 : 200;
      refusals = Math.max(0, refusals - 1);
      const headers: Record<string, string> = status === 429 ? { 'retry-after': String(o.retryAfterS) } : {};
      return { kind: 'answered', status, headers, body: 'ACCESS_BALANCE:1.00' } as const;
    },
    close: () => undefined,
  };
  keys += 1;
  const apiKey = `key-${keys}`;
  const providers = Array.from({ length: o.programs }, () => {
    const tokens = { store, fingerprint: (text: string) => createHash('sha256').update(text).digest() };
    const registry = createProviderRegistry({ http, clock, log: silentLogger, tokens });
    return Array.from({ length: o.rows }, (_, at) =>
      registry.get({
        ...settingsFor({ name: 'shop', protocol: 'handler_api', baseUrl: `http://shop.example/page${at}`, apiKey }),
        ...{ id: at + 1, timeoutMs: TIMEOUT_MS, budgetPerSecond: o.perSecond, budgetBurst: o.burst },
      }),
    );
  }).flat();
  const isQuiet = async () => {
    for (let calm = 0; calm < 3; calm = asking === 0 ? calm + 1 : 0) await new Promise((run) => setImmediate(run));
  };
  return {
    clock,
    sent,
    asked: () => asked,
    providers,
    refuses(times: number) {
      refusals = times;
    },
    fails(down: boolean) {
      isDown = down;
    },
    /** Everybody who uses the key asks without end, for so long. */
    async passes(ms: number, stepMs = 10) {
      const endsAt = clock.monotonicMs() + ms;
      let isOver = false;
      const greedy = providers.flatMap((provider) =>
        Array.from({ length: 3 }, async () => {
          while (!isOver) {
            const reply = await provider.balance!();
            if (reply.kind === 'fault') await new Promise<void>((run) => void clock.after(100, run));
          }
        }),
      );
      while (clock.monotonicMs() < endsAt) {
        await isQuiet();
        await clock.advance(stepMs);
      }
      isOver = true;
      await clock.advance(2 * TIMEOUT_MS);
      await isQuiet();
      await clock.advance(2 * TIMEOUT_MS);
      await Promise.all(greedy);
    },
  };
}

/** The most calls that began within any stretch of so many ms. */
function mostWithin(times: readonly number[], ms: number): number {
  let first = 0;
  return times.reduce((most, at, index) => {
    while (at - times[first]! >= ms) first += 1;
    return Math.max(most, index - first + 1);
  }, 0);
}

describe('one key of a supplier', () => {
  it.each([[{ perSecond: 1, burst: 3 }], [{ perSecond: 20, burst: 5 }], [{ perSecond: 2, burst: 1 }]])(
    'in two rows and two programs gets one budget: %j',
    async (limits) => {
      const world = open({ ...limits, programs: 2, rows: 2 });
      await world.passes(8_000);
      const calls = world.sent.filter((at) => at <= 8_000);
      for (const ms of [1_000, 3_000, 8_000])
        expect(mostWithin(calls, ms)).toBeLessThanOrEqual((limits.perSecond * ms) / 1_000 + limits.burst);
      // And it is used: nothing gets stuck between those who share it.
      expect(calls.length).toBeGreaterThanOrEqual(limits.perSecond * 8 * 0.8);
      // Where many calls are allowed, few of them ask the database.
      if (limits.perSecond === 20) expect(world.asked()).toBeLessThan(calls.length);
    },
  );

  it('that was refused by rate in one program is quiet in all', async () => {
    const world = open({ perSecond: 10, burst: 2, programs: 2, rows: 2, retryAfterS: 5 });
    await world.passes(1_000);
    const from = world.clock.monotonicMs();
    world.refuses(1);
    await world.passes(8_000);
    const [refused, ...later] = world.sent.filter((at) => at >= from);
    // What one program had taken ahead, a quarter of a second's turns, may still go out.
    expect(later.filter((at) => at > refused! + 500 && at < refused! + 5_000)).toEqual([]);
    expect(later.filter((at) => at >= refused! + 5_000).length).toBeGreaterThan(10);
  });

  it('asks nobody while turns cannot be counted, and says that nothing was done', async () => {
    const world = open({ perSecond: 10, burst: 2, programs: 1, rows: 1 });
    world.fails(true);
    expect(await world.providers[0]!.balance!()).toMatchObject({ fault: 'rate_limited' });
    expect(world.sent).toEqual([]);
    world.fails(false);
    expect(await world.providers[0]!.balance!()).toMatchObject({ kind: 'balance' });
  });

  it('leaves no key in the database', async () => {
    const [row] = await source.query('SELECT string_agg(b::text, chr(10)) AS text FROM rate_limits b');
    expect(row.text).not.toMatch(/key-\d/);
  });
});
