import { BotWorld } from '../support/bot-world';
import { until } from '../support/until';

describe('the link to Telegram', () => {
  let world: BotWorld;
  beforeEach(async () => {
    world = await BotWorld.open();
  });
  afterEach(() => world.close());

  it('signs in anew when the server has forgotten the key, and misses nothing', async () => {
    await world.startBot();
    const ann = await world.person();
    await ann.says('one');
    await until('it is handled', () => world.handled.length === 1);
    world.sandbox.faults.forgetAuthKey(world.botId);
    world.sandbox.faults.cut(world.botId);
    await ann.says('two');
    await until('it is handled', () => world.handled.length === 2);
    expect(world.sandbox.calls.count('auth.importBotAuthorization')).toBe(2);
  });

  it('signs in anew when the key was used twice and is dead', async () => {
    await world.startBot();
    const ann = await world.person();
    world.sandbox.faults.authKeyDuplicated(world.botId);
    world.sandbox.faults.cut(world.botId);
    await ann.says('one');
    await until('it is handled', () => world.handled.length === 1);
    expect(world.sandbox.calls.count('auth.importBotAuthorization')).toBe(2);
  });

  it('notices a link that swallows everything, and goes on over another one', async () => {
    await world.startBot({ timing: { quietMs: 200, pongMs: 300 } });
    const ann = await world.person();
    world.sandbox.faults.blackHole(world.botId);
    await ann.says('into the hole');
    await until('it is handled all the same', () => world.handled.length === 1, 5_000);
  });

  it('bears a pong that takes four seconds', async () => {
    await world.startBot({ timing: { quietMs: 100, silenceMs: 60_000 } });
    // One exchange of keys in 256 is refused with dh_gen_retry, and the package then begins anew: that is no late pong.
    const linesOfStart = world.lines.length;
    world.sandbox.faults.slowPong(4_000, world.botId);
    const startedAt = Date.now();
    await until('the pong is late by the measure of the package', () => Date.now() - startedAt > 4_300);
    expect(world.lines.slice(linesOfStart).filter((line) => line.includes('link to Telegram ended'))).toEqual([]);
  });

  it('is opened by one process at a time; when that one dies another takes over', async () => {
    const lease = { validityMs: 1_000, renewMs: 200 };
    const first = await world.startBot({ lease });
    const second = world.makeBot({ lease });
    second.start();
    const ann = await world.person();
    await ann.says('to the first');
    await until('it is handled', () => world.handled.length === 1);
    expect(second.isConnected).toBe(false);
    // The first one's database is gone: it must let go of the link by itself, before the lease runs out.
    const cut = jest.spyOn(world.db.leases, 'acquire').mockImplementation(async (name, holder, validityMs) => {
      if (holder === firstHolder) throw new Error('no database');
      return original(name, holder, validityMs);
    });
    const original = Object.getPrototypeOf(world.db.leases).acquire.bind(world.db.leases);
    const [{ holder: firstHolder }] = (await world.rows('SELECT holder FROM leases')) as [{ holder: string }];
    await until('the second is connected', () => second.isConnected, 5_000);
    expect(first.isConnected).toBe(false);
    cut.mockRestore();
    await ann.says('to the second');
    await until('it is handled', () => world.handled.length === 2);
    const keys = world.sandbox.calls.count('auth.importBotAuthorization');
    expect(keys).toBe(1);
    await second.stop();
  });

  it('is handed over at once when its owner stops in order', async () => {
    const first = await world.startBot();
    const second = world.makeBot({ lease: { renewMs: 100 } });
    second.start();
    await first.stop();
    await until('the second is connected', () => second.isConnected, 3_000);
    await second.stop();
  });

  it('gives up for good with a wrong token, and says so without telling it', async () => {
    const gateway = world.gateway({}, '110201543:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0');
    await expect(gateway.connect()).rejects.toThrow(/token/);
    await gateway.close();
    expect(world.lines.join('')).not.toContain('BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0');
  });

  it('keeps nothing of a call that was given up: it is not sent later', async () => {
    const gateway = world.gateway({ callMs: 150 });
    await gateway.connect();
    const ann = await world.person();
    await ann.says('/start');
    world.sandbox.faults.blackHole(world.botId);
    const outcome = await gateway.messenger.sendText({ chatId: ann.id, text: 'lost', randomId: 1n });
    expect(outcome).toEqual({ kind: 'unknown', detail: 'timed_out' });
    await gateway.close();
    expect(world.textsTo(ann)).toEqual([]);
  });
});
