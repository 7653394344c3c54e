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
const FLOOD_SMS = 6_000;
/** So many of it are sent ahead of their answers. */
const FLOOD_AHEAD = 2_000;
const GOOD_SMS = 60;

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

  it('bear a centre that sends thousands of SMS with nonsense between, and the other centre does not stand behind it', async () => {
    const random = seededRandom(31);
    const residentMb = () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${owner.pid}/status`, 'utf8'))![1]) / 1024;
    const before = residentMb();
    const floods: Promise<number | undefined>[] = [];
    let answered = 0;
    const sendOne = () => {
      if (random() < 0.3) flood.send(nonsense(random).bytes);
      const sent = flood.deliver(sms(name('Flood', floods.length), phones[floods.length % (NUMBERS / 2)]!));
      const counted = () => {
        answered += 1;
      };
      floods.push(sent.finally(counted));
    };
    /** How many of the flood had their answer while one of the other centre waited for its own. */
    const overtaken: number[] = [];
    let most = before;
    while (floods.length < FLOOD_SMS || overtaken.length < GOOD_SMS) {
      while (floods.length < FLOOD_SMS && floods.length - answered < FLOOD_AHEAD) sendOne();
      const answeredBefore = answered;
      expect(await good.deliver(sms(name('Good', overtaken.length), phones.at(-1)!))).toBe(0);
      overtaken.push(answered - answeredBefore);
      most = Math.max(most, residentMb());
    }
    const statuses = await Promise.all(floods);
    // They did not stand behind what had come from the flood before them; one or another may, where the shop gets no processor.
    const behind = overtaken.filter((count) => count >= FLOOD_AHEAD);
    expect(behind.length).toBeLessThan(overtaken.length / 2);
    expect(floods.length).toBe(FLOOD_SMS);
    expect(new Set(statuses)).toEqual(new Set([0]));
    expect(await stored('Flood %')).toHaveLength(floods.length);
    expect(await stored('Good %')).toHaveLength(overtaken.length);
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
    // docs/own-sims.md promises ten seconds; whoever waits for the lease asks each half second.
    const leases = await world.query<{ endsSoon: boolean }>(
      `SELECT expires_at < clock_timestamp() + interval '9.5 seconds' AS "endsSoon" FROM leases WHERE name LIKE 'link:%'`,
    );
    expect(leases).toEqual([{ endsSoon: true }, { endsSoon: true }]);
    await until('the other process has the session', () => good.isBound);
    await until('everything is acknowledged', () => acknowledged.length === 200);
    expect(await stored('Kept %')).toEqual(acknowledged);
    expect(good.binds).toBe(2);

    // And back at once when that one ends in order.
    await owner.start();
    await other.close();
    await until('the first process has it again', () => good.binds === 3 && good.isBound);
    expect(await good.deliver(sms('Last', phones.at(-1)!))).toBe(0);
    expect(await stored('Last')).toHaveLength(1);
  }, 120_000);
});
