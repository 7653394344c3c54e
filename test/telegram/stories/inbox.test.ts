import { createInboxRunner } from '../../../src/bot/inbox';
import { systemClock } from '../../../src/platform/system-clock';
import type { InboundUpdate } from '../../../src/ports/inbound-update';
import { BotWorld } from '../support/bot-world';
import { until } from '../support/until';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `message ${index + 1}`);

describe('the inbox', () => {
  let world: BotWorld;
  beforeEach(async () => {
    world = await BotWorld.open();
  });
  afterEach(() => world.close());

  it('handles what one person writes in order, while a slow person holds up nobody else', async () => {
    const order: string[] = [];
    let letSlowGo: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      letSlowGo = resolve;
    });
    await world.startBot({
      async handle(update) {
        if (update.kind !== 'message') return;
        if (update.text === 'slow') await slow;
        else await new Promise((resolve) => setTimeout(resolve, update.messageId % 3));
        order.push(`${update.from.firstName}: ${update.text}`);
      },
    });
    const [ann, bob] = [await world.person('Ann'), await world.person('Bob')];
    await bob.says('slow');
    await bob.says('after slow');
    for (const text of numbered(20)) await ann.says(text);
    await until('Ann is through', () => order.length === 20);
    expect(order).toEqual(numbered(20).map((text) => `Ann: ${text}`));
    letSlowGo();
    await until('Bob is through', () => order.length === 22);
    expect(order.slice(20)).toEqual(['Bob: slow', 'Bob: after slow']);
  });

  it('knows nothing of what happened while it was away, and then everything, in order and once', async () => {
    const first = await world.startBot();
    const ann = await world.person();
    await ann.says('before');
    await until('the first message is handled', () => world.handled.length === 1);
    await first.stop();
    for (const text of numbered(30)) await ann.says(text);
    world.sandbox.faults.differenceSliceSize = 7;
    await world.startBot();
    await until('all are handled', () => world.handled.length === 31);
    expect(world.texts()).toEqual(['before', ...numbered(30)]);
    expect(world.sandbox.calls.count('auth.importBotAuthorization')).toBe(1);
  });

  it('loses and doubles nothing when updates are dropped, doubled and reordered and the link is cut again and again', async () => {
    await world.startBot();
    const people = await Promise.all(['Ann', 'Bob', 'Eve'].map((name) => world.person(name)));
    const { faults } = world.sandbox;
    faults.updates({ drop: 0.05, duplicate: 0.1, reorder: 0.1, tooLong: 0.02, unknownConstructor: 0.02 }, world.botId);
    faults.cutEvery(300, world.botId);
    await Promise.all(
      people.map(async (person) => {
        for (const text of numbered(170)) await person.says(text);
      }),
    );
    faults.clear();
    await until('all are handled', () => world.handled.length >= 510, 20_000);
    for (const person of people) {
      const own = world.handled.filter((update) => update.kind === 'message' && update.from.telegramId === person.id);
      expect(own.map((update) => (update as { text: string }).text)).toEqual(numbered(170));
    }
  });

  it('takes up what a killed process had stored and not handled', async () => {
    // A handler that never ends does nothing more, as if its process had been killed.
    await world.startBot({ drainMs: 1, handle: () => new Promise(() => undefined) });
    const ann = await world.person();
    await ann.says('never handled by the first');
    await until('the row waits', async () => (await world.db.inbox.listWaiting(0n, 10)).length === 1);
    const second = world.startSecondInbox();
    await until('the row is handled', () => world.handled.length === 1);
    await second.stop();
    expect(world.texts()).toEqual(['never handled by the first']);
  });

  it('tries a failing update again, gives it up in the end, and goes on with the next one', async () => {
    const tries: string[] = [];
    await world.startBot({
      inbox: { retryMs: 1 },
      async handle(update: InboundUpdate) {
        const text = 'text' in update ? update.text : '';
        tries.push(text);
        if (text === 'poison' || (text === 'shaky' && update.attempts === 0)) throw new Error('no');
      },
    });
    const ann = await world.person();
    for (const text of ['poison', 'shaky', 'fine']) await ann.says(text);
    await until('all had their turn', () => tries.includes('fine'));
    expect(tries).toEqual(['poison', 'poison', 'poison', 'shaky', 'shaky', 'fine']);
    await until('the rows are marked', async () => (await world.db.inbox.listWaiting(0n, 10)).length === 0);
    const rows = await world.rows('SELECT state, attempts FROM inbox ORDER BY id');
    expect(rows).toEqual([
      { state: 'FAILED', attempts: 3 },
      { state: 'HANDLED', attempts: 1 },
      { state: 'HANDLED', attempts: 0 },
    ]);
  });

  it('takes who was muted in a group for a member still, and who was banned for one who is gone', async () => {
    await world.startBot();
    const [ann, boss] = [await world.person('Ann'), await world.person('Boss')];
    const group = world.sandbox.createChannel({
      title: 'Talk',
      username: 'talk_here',
      creatorId: boss.id,
      kind: 'supergroup',
    });
    world.sandbox.setMember(group.id, world.botId);
    world.sandbox.setAdmin(group.id, world.botId);
    await ann.joins('talk_here');
    world.sandbox.mute(group.id, ann.id);
    world.sandbox.kick(group.id, ann.id);
    const heard = () =>
      world.handled.flatMap((one) =>
        one.kind === 'participant' && one.from.telegramId === ann.id ? [one.isMember] : [],
      );
    await until('all three are heard', () => heard().length === 3);
    expect(heard()).toEqual([true, true, false]);
  });

  it('hears of blocks, of joining and leaving, and of posts, also those made while it was away', async () => {
    const first = await world.startBot();
    const [ann, boss] = [await world.person('Ann'), await world.person('Boss')];
    const channel = world.sandbox.createChannel({
      title: 'News',
      username: 'news_here',
      creatorId: boss.id,
      kind: 'channel',
    });
    world.sandbox.setMember(channel.id, world.botId);
    world.sandbox.setAdmin(channel.id, world.botId);
    await ann.joins('news_here');
    await boss.posts('news_here', 'first post');
    await until('both are heard', () => world.kinds().includes('post') && world.joined(ann.id));
    await first.stop();
    await boss.posts('news_here', 'second post');
    world.sandbox.blockBot(ann.id, world.botId);
    await world.startBot();
    await until('both are heard', () => world.kinds().includes('block') && world.texts().includes('second post'));
    const block = world.handled.find(({ kind }) => kind === 'block');
    expect(block).toMatchObject({ isBlocking: true, from: { telegramId: ann.id } });
    const posts = world.handled.filter(({ kind }) => kind === 'post');
    expect(posts.map((post) => (post as { text: string }).text)).toEqual(['first post', 'second post']);
    expect(posts[0]).toMatchObject({ chatId: -1_000_000_000_000n - channel.id, chatTitle: 'News' });
  });

  it('is held up by no byte that the database does not take, in names, in words or behind a button', async () => {
    const bot = await world.startBot();
    const ann = await world.person('A\0nn');
    await ann.says('a\0b');
    await until('the words are handled', () => world.handled.length === 1);
    const keyboard = [[{ kind: 'callback', text: 'a', data: 'c\0d' }]] as const;
    const sent = await bot.messenger.sendText({ chatId: ann.id, randomId: 5n, text: 'Press', keyboard });
    const { id } = world.sandbox.history(ann.id, world.botId).at(-1)!;
    expect(sent.kind).toBe('sent');
    void ann.presses(id, 'c\0d');
    await until('the press is handled', () => world.handled.length === 2);
    expect(world.handled).toMatchObject([{ text: 'a\uFFFDb' }, { kind: 'press', data: 'c\uFFFDd' }]);
  });

  it('gives up nothing while the database is away, and handles it when the database is back', async () => {
    const { db } = world;
    const ann = await world.person();
    const bot = await world.startBot({ drainMs: 1, handle: () => new Promise(() => undefined) });
    await ann.says('in bad times');
    await until('the row waits', async () => (await db.inbox.listWaiting(0n, 10)).length === 1);
    await bot.stop();
    const away = async () => Promise.reject(new Error('the database is away'));
    const inbox = Object.assign(Object.create(db.inbox), { noteFailure: away, markFailed: away });
    let tries = 0;
    const runner = createInboxRunner({
      db: { inbox } as never,
      clock: systemClock,
      log: world.log,
      retryMs: 1,
      async handle(update) {
        tries += 1;
        if (tries <= 5) await away();
        world.handled.push(update);
      },
    });
    runner.start();
    await until('it is handled', () => world.handled.length === 1);
    await runner.stop();
    expect(tries).toBe(6);
    expect(await db.inbox.listWaiting(0n, 10)).toEqual([]);
  });

  it('goes on reading a small group that became a supergroup while it was away', async () => {
    const first = await world.startBot();
    const boss = await world.person('Boss');
    const { groups } = world.sandbox;
    const group = groups.create({ title: 'Codes', creatorId: boss.id, memberIds: [world.botId] });
    groups.post(group.id, boss.id, 'first');
    await until('the first is here', () => world.kinds().includes('post'));
    await first.stop();
    groups.post(group.id, boss.id, 'second');
    const { id } = groups.migrate(group.id);
    groups.post(group.id, boss.id, 'third');
    await world.startBot();
    groups.post(group.id, boss.id, 'fourth');
    const posts = () => world.handled.flatMap((one) => (one.kind === 'post' ? [[one.chatId, one.text]] : []));
    await until('all are here', () => posts().length >= 4);
    const supergroup = -1_000_000_000_000n - id;
    expect(posts()).toEqual([
      [-group.id, 'first'],
      [-group.id, 'second'],
      [supergroup, 'third'],
      [supergroup, 'fourth'],
    ]);
    expect(world.handled.find(({ kind }) => kind === 'migration')).toMatchObject({
      chatId: supergroup,
      fromChatId: -group.id,
      chatTitle: 'Codes',
    });
  });
});
