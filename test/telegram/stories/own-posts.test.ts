import { BotWorld } from '../support/bot-world';

describe('the bot in its channel', () => {
  let world: BotWorld;
  beforeEach(async () => {
    world = await BotWorld.open();
  });
  afterEach(() => world.close());

  it('finds its posts again by their text, among others', async () => {
    const owner = world.sandbox.createUser({ phone: '15550001', firstName: 'Owner' });
    const { id } = world.sandbox.createChannel({ title: 'Posts', creatorId: owner.id, kind: 'channel' });
    world.sandbox.setAdmin(id, world.botId);
    const chatId = -1_000_000_000_000n - id;
    const { messenger } = await world.startBot();
    const sent: (number | undefined)[] = [];
    for (const [n, text] of ['one', 'two', 'two', 'three'].entries()) {
      const outcome = await messenger.sendText({ chatId, randomId: BigInt(n + 1), text });
      if (outcome.kind !== 'sent') throw new Error(outcome.kind);
      sent.push(outcome.messageId);
    }
    expect(await messenger.findOwnPosts(chatId, { text: 'two', after: 0 })).toEqual({
      kind: 'found',
      messageIds: [sent[1], sent[2]],
    });
    expect(await messenger.findOwnPosts(chatId, { text: 'two', after: sent[1]! })).toEqual({
      kind: 'found',
      messageIds: [sent[2]],
    });
    expect(await messenger.findOwnPosts(chatId, { text: 'four', after: 0 })).toEqual({ kind: 'found', messageIds: [] });
  });
});
