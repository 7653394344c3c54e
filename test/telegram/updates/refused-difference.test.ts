import { BotWorld } from '../support/bot-world';
import type { Person } from '../support/person';
import { until } from '../support/until';

describe('a difference that Telegram does not give at once', () => {
  let world: BotWorld;
  let boss: Person;
  beforeEach(async () => {
    world = await BotWorld.open();
    boss = await world.person('Boss');
    const group = { title: 'Codes', username: 'codes_here', creatorId: boss.id, kind: 'supergroup' } as const;
    const { id } = world.sandbox.createChannel(group);
    world.sandbox.setMember(id, world.botId);
    world.sandbox.setAdmin(id, world.botId);
  });
  afterEach(() => world.close());

  const posts = () => world.handled.flatMap((one) => (one.kind === 'post' ? [one.text] : []));
  const handled = (text: string) => world.texts().filter((one) => one === text).length;

  /** Something happens and its update never comes. */
  async function unheard(act: () => Promise<unknown>): Promise<void> {
    world.sandbox.faults.updates({ drop: 1 }, world.botId);
    await act();
    world.sandbox.faults.updates({}, world.botId);
  }

  const passing = [
    [420, 'FLOOD_WAIT_1'],
    [400, 'RPC_CALL_FAIL'],
    [500, 'INTERDC_3_CALL_ERROR'],
    [-503, 'Timeout'],
    [500, 'PERSISTENT_TIMESTAMP_OUTDATED'],
  ] as const;

  it.each(passing)(
    'loses no post of a group when it says %i %s, and holds back none that it has',
    async (code, text) => {
      const bot = await world.startBot();
      await boss.posts('codes_here', 'first');
      await until('the first is here', () => posts().length === 1);
      const times = text.startsWith('FLOOD') ? 1 : 3;
      world.sandbox.faults.failMethod('updates.getChannelDifference', { code, text, times });
      await unheard(() => boss.posts('codes_here', 'second'));
      await boss.posts('codes_here', 'third');
      await until('the third is here', () => posts().includes('third'), 2_000);
      expect(posts()).toEqual(['first', 'third']);
      await until('the second came after all', () => posts().includes('second'));
      await boss.posts('codes_here', 'fourth');
      await until('the fourth is here', () => posts().includes('fourth'));
      expect(posts()).toEqual(['first', 'third', 'second', 'fourth']);
      const asked = world.sandbox.calls.of('updates.getChannelDifference').map(({ at }) => at);
      if (text === 'FLOOD_WAIT_1') expect(asked[1]! - asked[0]!).toBeGreaterThanOrEqual(1_000);
      expect(bot.isConnected).toBe(true);
    },
  );

  it('gives a post of a group up only to a restart that asks for it again', async () => {
    const first = await world.startBot();
    await boss.posts('codes_here', 'first');
    await until('the first is here', () => posts().length === 1);
    world.sandbox.faults.failMethod('updates.getChannelDifference', { code: 500, text: 'HISTORY_GET_FAILED' });
    await unheard(() => boss.posts('codes_here', 'second'));
    await boss.posts('codes_here', 'third');
    await until('the third is here', () => posts().includes('third'));
    await first.stop();
    world.sandbox.faults.clear();
    await world.startBot();
    await until('the second is here', () => posts().includes('second'));
    expect(posts()).toEqual(['first', 'third', 'second']);
  });

  it('begins the counting of a group anew where its state is of no use, and hears what comes next', async () => {
    const first = await world.startBot();
    await boss.posts('codes_here', 'first');
    await until('the first is here', () => posts().length === 1);
    await first.stop();
    await world.rows('UPDATE telegram_channel_states SET pts = 900');
    await world.startBot();
    await until('it was refused', () => world.lines.join('').includes('refuses the difference of a channel'));
    await boss.posts('codes_here', 'second');
    await boss.posts('codes_here', 'third');
    await until('both are here', () => posts().length === 3);
    expect(posts()).toEqual(['first', 'second', 'third']);
  });

  it.each(passing)('loses nothing that people do when it says %i %s', async (code, text) => {
    const { ann } = await startedBy('Ann');
    const times = text.startsWith('FLOOD') ? 1 : 3;
    world.sandbox.faults.failMethod('updates.getDifference', { code, text, times });
    await unheard(() => ann.says('one'));
    await ann.says('two');
    await until('both are here', () => handled('two') === 1);
    expect(world.texts()).toEqual(['/start', 'one', 'two']);
  });

  it('answers buttons while it must not be asked', async () => {
    const { bot, ann } = await startedBy('Ann');
    const keyboard = [[{ kind: 'callback', text: 'Buy', data: 'buy' }]];
    const userId = await world.customer(ann);
    const payload = { text: 'an offer', keyboard };
    await bot.sendNow({ key: 'offer', lane: 0, userId, kind: 'message', payload, at: new Date() });
    world.sandbox.faults.failMethod('updates.getDifference', { code: 420, text: 'FLOOD_WAIT_60', times: 1 });
    await unheard(() => ann.says('one'));
    await ann.says('two');
    const asked = () => world.sandbox.calls.count('updates.getDifference');
    const before = asked();
    await until('it is refused', () => asked() > before);
    void ann.presses(world.sent[0]!.messageId!, 'buy');
    await until('the press is here', () => world.kinds().includes('press'));
    expect(asked()).toBe(before + 1);
    expect(handled('two')).toBe(0);
  });

  /** A bot that asks for no difference but to fill a gap, and somebody whom it knows. */
  async function startedBy(name: string) {
    const bot = await world.startBot({ timing: { silenceMs: 60_000, longestSilenceMs: 60_000 } });
    const ann = await world.person(name);
    await ann.says('/start');
    await until('she is known', () => handled('/start') === 1);
    return { bot, ann };
  }
});
