import { readFileSync } from 'node:fs';
import { deliverBody } from '../../../src/sandbox/vendors/smsc/pdu';
import { type LiveWorld, openLiveWorld } from '../../support/live-shop';
import { seededRandom } from '../../support/seeded-random';
import { type ShopProcess, shopProcess } from '../../support/shop-process';
import { nonsense } from '../../support/smsc/hostile-pdus';
import { linkNumbers } from '../../support/smsc/linked-numbers';
import { plainSms, type RudeCentre, rudeCentre } from '../../support/smsc/rude-centre';
import { until } from '../../telegram/support/until';

const NUMBERS = 20;
/** What docs/own-sims.md promises when a process dies. */
const TAKEN_OVER_WITHIN_MS = 10_000;
const FLOOD_MS = 6_000;
const FLOOD_PER_SECOND = 1_000;

describe('two processes and the centres of their SIMs', () => {
  let world: LiveWorld;
  let flood: RudeCentre;
  let good: RudeCentre;
  let owner: ShopProcess;
  let other: ShopProcess;
  let phones: string[];

  beforeAll(async () => {
    world = await openLiveWorld({ poolNumbers: NUMBERS, roles: ['worker', 'api'] });
    [flood, good] = await Promise.all([rudeCentre(), rudeCentre()]);
    phones = (await world.query<{ phone: string }>('SELECT phone FROM numbers ORDER BY id')).map(({ phone }) => phone);
    await linkNumbers(world, { port: flood.port, phones: phones.slice(0, NUMBERS / 2) });
    await linkNumbers(world, { port: good.port, phones: phones.slice(NUMBERS / 2) });
    owner = await shopProcess(world);
    other = await shopProcess(world);
    await owner.start();
    await Promise.all([flood.bound(), good.bound()]);
    await other.start();
  }, 240_000);
  afterAll(async () => {
    await owner?.close();
    await other?.close();
    await Promise.all([flood?.close(), good?.close()]);
    await world?.close();
  });

  const stored = async (like: string) =>
    (await world.query<{ text: string }>('SELECT text FROM messages WHERE text LIKE $1 ORDER BY text', [like])).map(
      ({ text }) => text,
    );
  const sms = (text: string, to: string) => deliverBody(plainSms({ to, bytes: Buffer.from(text) }));
  const name = (word: string, n: number) => `${word} ${String(n).padStart(6, '0')}`;

  it('bear a centre that sends a thousand SMS a second with nonsense between, and the other centre does not feel it', async () => {
    const random = seededRandom(31);
    const residentMb = () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${owner.pid}/status`, 'utf8'))![1]) / 1024;
    const before = residentMb();
    const floods: Promise<number | undefined>[] = [];
    const began = performance.now();
    const timer = setInterval(() => {
      const due = Math.min(FLOOD_MS, performance.now() - began) * (FLOOD_PER_SECOND / 1000);
      while (floods.length < due) {
        if (random() < 0.3) flood.send(nonsense(random).bytes);
        floods.push(flood.deliver(sms(name('Flood', floods.length), phones[floods.length % (NUMBERS / 2)]!)));
      }
    }, 10);
    const latencies: number[] = [];
    let most = before;
    for (let n = 0; performance.now() - began < FLOOD_MS; n += 1) {
      const sentAt = performance.now();
      expect(await good.deliver(sms(name('Good', n), phones.at(-1)!))).toBe(0);
      latencies.push(performance.now() - sentAt);
      most = Math.max(most, residentMb());
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const statuses = await Promise.all(floods);
    clearInterval(timer);
    expect(floods.length).toBe((FLOOD_MS * FLOOD_PER_SECOND) / 1000);
    expect(new Set(statuses)).toEqual(new Set([0]));
    expect(await stored('Flood %')).toHaveLength(floods.length);
    expect(await stored('Good %')).toHaveLength(latencies.length);
    latencies.sort((a, b) => a - b);
    expect(latencies[Math.floor(latencies.length * 0.9)]).toBeLessThan(1_500);
    expect(most - before).toBeLessThan(250);
    expect([flood.sockets.length, good.sockets.length]).toEqual([1, 1]);
  }, 120_000);

  it('share no session: one holds it, and the other one when that is killed; what was acknowledged is there', async () => {
    expect(good.sockets).toHaveLength(1);
    const acknowledged: string[] = [];
    const killAt = new Promise<void>((resolve) => {
      void (async () => {
        for (let n = 0; n < 200; n += 1) {
          const text = name('Kept', n);
          while ((await good.deliver(sms(text, phones.at(-1)!))) !== 0)
            await new Promise((passed) => setTimeout(passed, 10));
          acknowledged.push(text);
          if (acknowledged.length === 60) resolve();
        }
      })();
    });
    await killAt;
    await owner.kill();
    const killedAt = performance.now();
    await until('the other process has the session', () => good.isBound, 30_000);
    expect(performance.now() - killedAt).toBeLessThan(TAKEN_OVER_WITHIN_MS);
    await until('everything is acknowledged', () => acknowledged.length === 200);
    expect(await stored('Kept %')).toEqual(acknowledged);
    expect(good.binds).toBe(2);

    // And back at once when that one ends in order.
    await owner.start();
    await other.close();
    await until('the first process has it again', () => good.binds === 3 && good.isBound, 3_000);
    expect(await good.deliver(sms('Last', phones.at(-1)!))).toBe(0);
    expect(await stored('Last')).toHaveLength(1);
  }, 120_000);
});
