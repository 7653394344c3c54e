import { randomUUID } from 'node:crypto';
import type { App } from '../../src/app';
import { ChatPace } from '../../src/bot/outbox/pace';
import { defineJob, type Job } from '../../src/jobs/define-job';
import { JOBS } from '../../src/jobs/jobs';
import { startJobs } from '../../src/jobs/scheduler';
import { systemClock } from '../../src/platform/system-clock';
import { mendDueTimes } from '../../src/usecases/upkeep/mend-due-times';
import { settableWallClock } from '../support/settable-wall-clock';
import { openShop, type Shop, usd } from '../support/shop';

const HOUR_MS = 3_600_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

describe('a wall clock that is set', () => {
  const wall = settableWallClock();
  afterAll(wall.restore);

  it.each([
    ['back by an hour', -HOUR_MS],
    ['ahead by a day', 24 * HOUR_MS],
  ])('%s: each job goes on, once a tick', async (_, ms) => {
    const app: App = { ...shop.app, clock: systemClock };
    let ticks = 0;
    const countingJob = (name: string, oncePerTick: boolean): Job =>
      defineJob({
        name,
        schedule: '* * * * * *',
        oncePerTick,
        async run() {
          ticks += 1;
          return {};
        },
      });
    const pulse = JOBS.find(({ name }) => name === 'expire-reservations')!;
    const jobs = [countingJob('on-one', true), countingJob('on-each', false), pulse];
    const worker = startJobs(app, { holder: randomUUID(), jobs });
    await shop.until(async () => ticks >= 2 && worker.isReady);
    const began = performance.now();
    wall.moveBy(ms);
    const before = ticks;
    await shop.until(async () => ticks >= before + 6);
    const seconds = (performance.now() - began) / 1_000;
    expect(ticks - before).toBeLessThanOrEqual(2 * Math.ceil(seconds) + 2);
    expect(worker.isReady).toBe(true);
    await worker.stop();
  });
});

describe('what was planned before the wall clock was set back by an hour', () => {
  const setBack = async () => {
    const now = shop.clock.now();
    await shop.db.ticks.take('expire-reservations', now, randomUUID());
    shop.clock.setWallClock(new Date(now.getTime() - HOUR_MS));
    await mendDueTimes(shop.app);
  };

  it('a code is for the buyer who waits, and a number that brings none ends in its own time', async () => {
    const offer = await shop.offer({ price: usd('1') });
    await shop.pool(offer, { phones: ['37120000001', '37120000002'] });
    const [lucky, other] = [await shop.buyer({ balance: usd('5') }), await shop.buyer({ balance: usd('5') })];
    const bought = await lucky.buys(offer);
    const idle = await other.buys(offer);
    await shop.passes({ minutes: 5 });
    await setBack();
    await lucky.gets(bought, 'Your code is 482915');
    expect(await lucky.stageOf(bought)).toBe('COMPLETED');
    await shop.passes({ minutes: 14 });
    await shop.runs();
    expect(await other.stageOf(idle)).toBe('WAITING_CODE');
    await shop.passes({ minutes: 2 });
    await shop.runs();
    expect(await other.stageOf(idle)).toBe('EXPIRED');
    expect(await other.balance()).toBe(usd('5'));
  });

  it('suppliers are polled, notices sent and ticks taken, as if it had not been', async () => {
    const { id } = await shop.vendor();
    await shop.all(`UPDATE providers SET next_poll_at = $1`, [new Date(shop.clock.now().getTime() + 3_000)]);
    const { id: userId } = await shop.buyer();
    await shop.db.outbox.put({ key: 'a', userId, lane: 1, kind: 'message', payload: {}, at: shop.clock.now() });
    const leased = { now: shop.clock.now(), leaseUntil: new Date(shop.clock.now().getTime() + 12_000) };
    expect(await shop.db.outbox.claim({ ...leased, urgentLimit: 5, broadcastLimit: 0 })).toHaveLength(1);
    await setBack();
    await shop.clock.advance(13_000);
    const now = shop.clock.now();
    expect((await shop.db.providers.claimDuePolls(now, 3_000, 9)).map((due) => due.id)).toEqual([id]);
    const again = { now, leaseUntil: new Date(now.getTime() + 12_000) };
    expect(await shop.db.outbox.claim({ ...again, urgentLimit: 5, broadcastLimit: 0 })).toHaveLength(1);
    expect(await shop.db.ticks.take('expire-reservations', now, randomUUID())).toBe(true);
  });

  it('nothing moves while the clock is right, or twice', async () => {
    const at = new Date(shop.clock.now().getTime() + HOUR_MS * 3);
    const { id: userId } = await shop.buyer();
    await shop.db.outbox.put({ key: 'later', userId, lane: 1, kind: 'message', payload: {}, at });
    await shop.db.ticks.take('expire-reservations', shop.clock.now(), randomUUID());
    const dueAt = async () => (await shop.all<{ at: Date }>('SELECT due_at AS at FROM outbox'))[0]!.at;
    await mendDueTimes(shop.app);
    expect(await dueAt()).toEqual(at);
    await setBack();
    await mendDueTimes(shop.app);
    expect(await dueAt()).toEqual(new Date(at.getTime() - HOUR_MS));
  });

  it('a chat is written to at its usual pace', () => {
    const pace = new ChatPace(1_000, 3_000);
    const at = shop.clock.now().getTime();
    expect(pace.placeOf(1n, { id: 1n, lane: 1 }, at)).toBe(at);
    expect(pace.placeOf(1n, { id: 2n, lane: 1 }, at)).toBe(at + 1_000);
    pace.hold(1n, at + 30_000);
    const earlier = at - HOUR_MS;
    expect(pace.placeOf(1n, { id: 2n, lane: 1 }, earlier)).toBe(earlier);
    expect(pace.placeOf(1n, { id: 3n, lane: 1 }, earlier)).toBe(earlier + 1_000);
  });

  it('an owner who died then is followed as soon as ever', async () => {
    const acquire = (holder: string) => shop.db.leases.acquire('telegram-session:1', holder, 9_000);
    await acquire(randomUUID());
    await shop.all(`UPDATE leases SET expires_at = expires_at + interval '1 hour'`);
    expect(await acquire(randomUUID())).toEqual({ term: 2n });
  });
});
