import { randomUUID } from 'node:crypto';
import type { App } from '../../src/app';
import { reportFunnel } from '../../src/database/queries/reports/people';
import { defineJob } from '../../src/jobs/define-job';
import { JOBS } from '../../src/jobs/jobs';
import { startJobs } from '../../src/jobs/scheduler';
import { systemClock } from '../../src/platform/system-clock';
import { openShop, type Shop, usd } from '../support/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

describe('two workers', () => {
  it('take each tick of a job once, and none that is past', async () => {
    const slot = new Date('2026-01-15T12:00:01Z');
    const takes = await Promise.all(
      Array.from({ length: 8 }, () => shop.db.ticks.take('expire-reservations', slot, randomUUID())),
    );
    expect(takes.filter(Boolean)).toHaveLength(1);
    expect(await shop.db.ticks.take('expire-reservations', new Date('2026-01-15T12:00:00Z'), randomUUID())).toBe(false);
    expect(await shop.db.ticks.take('expire-reservations', new Date('2026-01-15T12:00:02Z'), randomUUID())).toBe(true);
  });

  it('share the work of one moment: every reservation ends once, every order is closed once', async () => {
    const offer = await shop.offer({ price: usd('0.10') });
    const hero = await shop.vendor();
    await shop.route(offer, hero.id);
    const buyers = await Promise.all(Array.from({ length: 10 }, () => shop.buyer({ balance: usd('1') })));
    for (const buyer of buyers) await buyer.buys(offer);
    await shop.passes({ minutes: 19 });
    await shop.all('UPDATE reservations SET expires_at = $1', [shop.clock.now()]);
    await Promise.all([shop.runs(), shop.runs(), shop.runs()]);
    await shop.runs('close-upstream');
    for (const buyer of buyers) expect(await buyer.balance()).toBe(usd('1'));
    expect(new Set(hero.orders().map((order) => order.phase))).toEqual(new Set(['canceled']));
    expect(hero.calls.count('cancelActivation') + hero.calls.count('setStatus')).toBe(10);
  });

  it('run by themselves, poll faster than they tick, and stop when told', async () => {
    const app: App = { ...shop.app, clock: systemClock };
    const offer = await shop.offer();
    const inbox = await shop.scripted('inbox', ['pullInbox']);
    await shop.pool(offer, { providerId: inbox.id });
    await shop.all(`UPDATE providers SET poll_interval_ms = 100`);
    inbox.always('pullInbox', { kind: 'page', messages: [], more: false });
    let ran = 0;
    const counting = defineJob({
      name: 'counting',
      schedule: '* * * * * *',
      oncePerTick: true,
      async run() {
        ran += 1;
        return {};
      },
    });
    const workers = [1, 2].map(() => startJobs(app, { holder: randomUUID(), jobs: [...JOBS, counting] }));
    const began = Date.now();
    await shop.until(async () => inbox.called('pullInbox') >= 8);
    const seconds = Math.ceil((Date.now() - began) / 1_000) + 1;
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(ran).toBeLessThanOrEqual(seconds);
    const pulls = inbox.called('pullInbox');
    await workers[0]!.stop();
    expect(inbox.called('pullInbox')).toBe(pulls);
  });

  it('stop within their limit even when a job hangs', async () => {
    let release: (() => void) | undefined;
    const hanging = defineJob({
      name: 'hanging',
      schedule: '* * * * * *',
      oncePerTick: false,
      run: () => new Promise((resolve) => (release = () => resolve({}))),
    });
    const worker = startJobs(
      { ...shop.app, clock: systemClock },
      { holder: randomUUID(), jobs: [hanging], drainMs: 50 },
    );
    await shop.until(async () => release !== undefined);
    await worker.stop();
    release!();
  });

  it('go on with the rest when one piece of a job fails', async () => {
    const job = defineJob({
      name: 'partly',
      schedule: '* * * * * *',
      oncePerTick: false,
      run: ({ each }) =>
        each([1, 2, 3], async (item) => {
          if (item === 2) throw new Error('no');
          return { kind: 'done' };
        }),
    });
    expect(await job.runOnce(shop.app)).toEqual({ done: 2, failed: 1 });
  });
});

describe('old rows', () => {
  it('of inbox and outbox are deleted once they were handled long ago; waiting ones stay', async () => {
    const old = new Date(shop.clock.now().getTime() - 15 * 86_400_000);
    await shop.all(
      `INSERT INTO inbox (dedupe_key, telegram_id, kind, payload, state, received_at, handled_at)
       VALUES ('a', 1, 'x', '{}', 'HANDLED', $1, $1), ('b', 1, 'x', '{}', 'WAITING', $1, NULL)`,
      [old],
    );
    await shop.runs('prune');
    expect(await shop.all('SELECT dedupe_key AS key FROM inbox')).toEqual([{ key: 'b' }]);
  });

  it('of events, steps, keys and sessions go when nothing asks for them any more', async () => {
    await shop.buyer();
    const days = (count: number) => new Date(shop.clock.now().getTime() - count * 86_400_000);
    const userId = (await shop.all<{ id: bigint }>('SELECT id FROM users LIMIT 1'))[0]!.id;
    for (const [name, age] of Object.entries({ old: 1, young: 0 })) {
      await shop.all(`INSERT INTO events (type, data, at) VALUES ($1, '{}', $2)`, [name, days(31 * age)]);
      await shop.all(`INSERT INTO act_keys (key, request, created_at) VALUES ($1, '', $2)`, [name, days(91 * age)]);
      await shop.all(`INSERT INTO funnel_steps (hour, step, user_id) VALUES ($2, $1, $3)`, [
        age ? 'OPENED' : 'CHOSE',
        days(401 * age),
        userId,
      ]);
    }
    for (const age of [200, 150, 100])
      await shop.all(
        `INSERT INTO admin_sessions (user_id, created_at, last_used_at, expires_at, revoked_at) VALUES ($1, $2, $2, $2, $2)`,
        [userId, days(age)],
      );
    await shop.runs('prune');
    expect(await shop.all('SELECT key FROM act_keys')).toEqual([{ key: 'young' }]);
    expect(await shop.all(`SELECT type FROM events WHERE type IN ('old', 'young')`)).toEqual([{ type: 'young' }]);
    expect(await shop.all('SELECT step FROM funnel_steps')).toEqual([{ step: 'CHOSE' }]);
    // The last session says that this person was let in once.
    expect(await shop.all('SELECT expires_at AS at FROM admin_sessions')).toEqual([{ at: days(100) }]);
    expect(await reportFunnel(shop.app.db, { from: days(500), to: days(-1) })).toMatchObject({
      opened: 0,
      chose: 1,
      stepsSince: days(0),
    });
  });
});
