import type { OutboxDraft } from '../../../src/database/queues/outbox';
import { BotWorld } from '../support/bot-world';
import type { Person } from '../support/person';
import { until } from '../support/until';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `message ${index + 1}`);

describe('the outbox', () => {
  let world: BotWorld;
  let ann: Person;
  let userId: bigint;
  beforeEach(async () => {
    world = await BotWorld.open();
    ann = await world.person();
    userId = await world.customer(ann);
    await ann.says('/start');
  });
  afterEach(() => world.close());

  const draft = (key: string, payload: object, more: Partial<OutboxDraft> = {}): OutboxDraft => ({
    key,
    lane: 0,
    userId,
    kind: 'message',
    payload,
    at: new Date(),
    ...more,
  });
  const state = async (key: string) => (await world.rows('SELECT state, failure FROM outbox WHERE key = $1', [key]))[0];
  const allEnded = async () => (await world.rows(`SELECT id FROM outbox WHERE state = 'WAITING'`)).length === 0;

  it('sends what other processes put, in order within a chat, each once although the link is cut all the time', async () => {
    await world.startBot();
    const texts = numbered(60);
    world.sandbox.faults.cutEvery(150, world.botId);
    for (const text of texts) await world.db.outbox.put(draft(text, { text }));
    await until('all are sent', allEnded, 20_000);
    world.sandbox.faults.clear();
    expect(world.textsTo(ann)).toEqual(texts);
  });

  it('sends a message once when its answer is lost, and knows it as sent', async () => {
    const bot = await world.startBot();
    world.sandbox.faults.loseAnswer('messages.sendMessage', 1, world.botId);
    const outcome = await bot.sendNow(draft('once', { text: 'once' }));
    expect(outcome?.kind).toBe('sent');
    expect(world.textsTo(ann)).toEqual(['once']);
    expect(await state('once')).toMatchObject({ state: 'SENT' });
  });

  it('respects a flood wait across a restart, and then sends', async () => {
    const first = await world.startBot();
    const { faults } = world.sandbox;
    faults.failMethod('messages.sendMessage', { code: 420, text: 'FLOOD_WAIT_2', times: 1, accountId: world.botId });
    const startedAt = Date.now();
    expect(await first.sendNow(draft('late', { text: 'late' }))).toMatchObject({ kind: 'flood', seconds: 2 });
    await first.stop();
    const second = await world.startBot();
    expect(await second.sendNow(draft('later', { text: 'later' }))).toMatchObject({ kind: 'flood' });
    expect(world.botSends()).toBe(1);
    await until('both are sent', allEnded);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(2_000);
    expect(world.textsTo(ann)).toEqual(['late', 'later']);
    expect(world.botSends()).toBe(3);
  });

  it('lets one person wait for a flood without holding up the others', async () => {
    const bot = await world.startBot();
    const bob = await world.person('Bob');
    const bobsId = await world.customer(bob);
    await bob.says('/start');
    const error = { code: 420, text: 'FLOOD_WAIT_30', times: 1, accountId: world.botId, peerId: ann.id };
    world.sandbox.faults.failMethod('messages.sendMessage', error);
    const [toAnn, toBob] = await Promise.all([
      bot.sendNow(draft('ann', { text: 'for Ann' })),
      bot.sendNow(draft('bob', { text: 'for Bob' }, { userId: bobsId })),
    ]);
    expect(toAnn).toMatchObject({ kind: 'flood', scope: `messages.sendMessage ${ann.id}` });
    expect(toBob).toMatchObject({ kind: 'sent' });
  });

  it('marks a person who blocked the bot at the first error and gives up all that waits for him', async () => {
    const bot = await world.startBot();
    world.sandbox.blockBot(ann.id, world.botId);
    const tomorrow = new Date(Date.now() + 86_400_000);
    await world.db.outbox.put(draft('tomorrow', { text: 'tomorrow' }, { at: tomorrow }));
    expect(await bot.sendNow(draft('now', { text: 'now' }))).toMatchObject({ kind: 'blocked' });
    expect(await state('now')).toEqual({ state: 'FAILED', failure: 'USER_IS_BLOCKED' });
    expect(await state('tomorrow')).toEqual({ state: 'FAILED', failure: 'USER_IS_BLOCKED' });
    expect(await world.rows('SELECT is_blocking_bot FROM users')).toEqual([{ is_blocking_bot: true }]);
    await bot.sendNow(draft('news', { text: 'news' }, { lane: 2 }));
    expect(world.botSends()).toBe(1);
  });

  it('sends only the last of several edits that wait for one message', async () => {
    const first = await world.startBot();
    await first.sendNow(draft('card', { text: 'waiting' }));
    const { messageId } = world.sent[0]!;
    await first.stop();
    for (const text of ['5 minutes left', '4 minutes left', '3 minutes left']) {
      await world.db.outbox.put(draft(text, { text, edit: messageId }));
    }
    await world.startBot();
    await until('all are ended', allEnded);
    expect(world.textsTo(ann)).toEqual(['3 minutes left']);
    expect(world.sandbox.calls.count('messages.editMessage')).toBe(1);
    expect(await state('4 minutes left')).toMatchObject({ state: 'SUPERSEDED' });
  });

  it('sends a card anew when the one to be edited was deleted', async () => {
    const bot = await world.startBot();
    await bot.sendNow(draft('card', { text: 'card' }));
    await bot.messenger.deleteMessages(ann.id, [world.sent[0]!.messageId!]);
    expect(world.textsTo(ann)).toEqual([]);
    const edit = { text: 'card again', edit: world.sent[0]!.messageId, orSend: true };
    expect(await bot.sendNow(draft('again', edit))).toMatchObject({ kind: 'sent' });
    expect(world.textsTo(ann)).toEqual(['card again']);
  });

  it('sends codes at once, notices to one chat a second apart, and the code before the notices', async () => {
    const first = await world.startBot();
    await first.stop();
    for (const text of ['notice 1', 'notice 2']) await world.db.outbox.put(draft(text, { text }, { lane: 1 }));
    for (const text of ['code 1', 'code 2']) await world.db.outbox.put(draft(text, { text }));
    await world.startBot({ outbox: { perChatMs: 400 } });
    const startedAt = Date.now();
    await until('all are sent', allEnded);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(350);
    expect(world.textsTo(ann)).toEqual(['code 1', 'code 2', 'notice 1', 'notice 2']);
  });

  it('spreads broadcasts, while a code in between need not wait for them', async () => {
    await world.startBot({ outbox: { settings: async () => ({ broadcastsPerSecond: 10 }) } });
    const people = await Promise.all(numbered(30).map((name) => world.person(name)));
    for (const [index, person] of people.entries()) {
      await person.says('/start');
      const id = await world.customer(person);
      await world.db.outbox.put(draft(`news ${index}`, { text: 'news' }, { userId: id, lane: 2 }));
    }
    await world.db.outbox.put(draft('code', { text: 'code' }));
    await until('the code is there', () => world.textsTo(ann).includes('code'), 1_000);
    expect(await allEnded()).toBe(false);
    await until('the news are out', allEnded);
    expect(people.every((person) => world.textsTo(person).length === 1)).toBe(true);
  });

  it('renders notices when they are sent, and drops those that have nothing to say any more', async () => {
    await world.startBot({
      render: async ({ kind, payload }) => (kind === 'code_received' ? { text: `Code: ${payload.code}` } : undefined),
    });
    await world.db.outbox.put(draft('a', { code: '1234' }, { kind: 'code_received' }));
    await world.db.outbox.put(draft('b', {}, { kind: 'reservation_ended' }));
    await until('both are ended', allEnded);
    expect(world.textsTo(ann)).toEqual(['Code: 1234']);
    expect(await state('b')).toMatchObject({ state: 'SUPERSEDED' });
  });

  it('repeats a row that a crash left half sent, and the person sees it once', async () => {
    const bot = await world.startBot();
    await bot.sendNow(draft('twice', { text: 'twice' }));
    await world.rows(`UPDATE outbox SET state = 'WAITING', leased_until = now() - interval '1 second' RETURNING id`);
    bot.wakes.outbox();
    await until('it is sent again', allEnded);
    expect(world.textsTo(ann)).toEqual(['twice']);
  });

  it('refuses by itself what Telegram would refuse, and gives it up', async () => {
    const bot = await world.startBot();
    expect(await bot.sendNow(draft('long', { text: 'x'.repeat(4097) }))).toMatchObject({ kind: 'refused' });
    const data = 'x'.repeat(65);
    const keyboard = [[{ kind: 'callback', text: 'a', data }]];
    expect(await bot.sendNow(draft('data', { text: 'a', keyboard }))).toMatchObject({ kind: 'refused' });
    expect(await bot.sendNow(draft('full', { text: 'x'.repeat(4096) }))).toMatchObject({ kind: 'sent' });
    expect(world.botSends()).toBe(1);
  });
});
