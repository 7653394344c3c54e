import { BotWorld } from './support/bot-world';
import { until } from './support/until';

describe('a person talks to the bot', () => {
  let world: BotWorld;
  beforeAll(async () => {
    world = await BotWorld.open();
  });
  afterAll(() => world.close());

  it('gets an answer with buttons, presses one, and sees the message change', async () => {
    const bot = await world.startBot({
      async handle(update) {
        if (update.kind === 'message') {
          const userId = await world.customer(ann);
          await bot.sendNow({
            key: `answer:${update.id}`,
            lane: 0,
            userId,
            kind: 'message',
            at: new Date(),
            payload: {
              text: 'Choose a service',
              entities: [{ kind: 'bold', offset: 0, length: 6 }],
              keyboard: [[{ kind: 'callback', text: 'WhatsApp', data: 'service:1' }]],
            },
          });
        }
        if (update.kind === 'press') {
          await bot.messenger.answerPress({ queryId: update.queryId, text: 'One moment' });
          await bot.messenger.editText({ chatId: update.chatId, messageId: update.messageId, text: 'Chosen' });
        }
      },
    });
    const ann = await world.person();
    await ann.says('/start');
    await until('the answer is there', () => world.textsTo(ann).includes('Choose a service'));
    const message = world.sandbox.history(ann.id, world.botId).at(-1)!;
    expect(message.entities).toEqual([{ kind: 'messageEntityBold', offset: 0, length: 6 }]);
    expect(await ann.presses(message.id, 'service:1')).toBe('One moment');
    await until('the message changed', () => world.textsTo(ann).includes('Chosen'));
  });
});
