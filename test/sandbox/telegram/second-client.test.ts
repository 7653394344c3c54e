import type { CallbackQuery, Message } from '@mtcute/node';
import { startTelegramSandbox, type TelegramSandbox } from '../../../src/sandbox/telegram';
import { mtcuteClient } from '../../support/mtcute-client';
import { eventually } from './eventually';

const token = '7100000077:second-client';

describe('a client of another make, strict about pts and message ids', () => {
  let sandbox: TelegramSandbox;

  beforeEach(async () => {
    sandbox = await startTelegramSandbox();
  });
  afterEach(() => sandbox.stop());

  it('signs a user and a bot in, and they talk by buttons', async () => {
    const botId = sandbox.createBot({ token, username: 'second_bot', name: 'Second' }).id;
    const person = sandbox.createUser({ phone: '+10000000071', firstName: 'Dan' });
    const bot = await mtcuteClient(sandbox);
    const user = await mtcuteClient(sandbox);
    try {
      expect((await bot.start({ botToken: token })).id).toBe(Number(botId));
      expect((await user.start({ phone: person.phone, code: person.loginCode, codeSentCallback: () => {} })).id).toBe(
        Number(person.id),
      );

      const heard: string[] = [];
      const offers = async (message: Message) => {
        heard.push(message.text);
        if (message.text !== '/start') return;
        const { BotKeyboard } = require('@mtcute/node') as typeof import('@mtcute/node');
        await bot.sendText(message.chat, 'Choose', {
          replyMarkup: BotKeyboard.inline([[BotKeyboard.callback('One', 'pick:1')]]),
        });
      };
      const picks = async (query: CallbackQuery) => {
        await bot.answerCallbackQuery(query.id, { text: 'picked' });
        if ('messageId' in query)
          await bot.editMessage({ chatId: query.user.id, message: query.messageId, text: 'You took one' });
      };
      bot.onNewMessage.add((message) => void offers(message));
      bot.onCallbackQuery.add((query) => void picks(query));
      const edits: string[] = [];
      user.onEditMessage.add((message) => void edits.push(message.text));

      await user.sendText('second_bot', '/start');
      await eventually(() => expect(sandbox.history(person.id, botId)).toHaveLength(2));
      const menu = sandbox.history(person.id, botId)[1]!;
      const answer = await user.getCallbackAnswer({ chatId: 'second_bot', message: menu.id, data: 'pick:1' });
      expect(answer.message).toBe('picked');
      await eventually(() => expect(edits).toEqual(['You took one']));
      for (let turn = 1; turn <= 20; turn++) await user.sendText('second_bot', `turn ${turn}`);
      await eventually(() => expect(heard).toHaveLength(21));
    } finally {
      await bot.destroy();
      await user.destroy();
    }
  });

  it('fetches what it missed while its link was cut', async () => {
    const botId = sandbox.createBot({ token, username: 'second_bot', name: 'Second' }).id;
    const person = sandbox.createUser({ phone: '+10000000072', firstName: 'Eva' });
    const bot = await mtcuteClient(sandbox);
    const user = await mtcuteClient(sandbox);
    try {
      await bot.start({ botToken: token });
      await user.start({ phone: person.phone, code: person.loginCode, codeSentCallback: () => {} });
      const heard: string[] = [];
      bot.onNewMessage.add((message) => void heard.push(message.text));
      await user.sendText('second_bot', 'first');
      await eventually(() => expect(heard).toEqual(['first']));
      sandbox.faults.updates({ drop: 1 }, botId);
      for (const text of ['lost one', 'lost two']) await user.sendText('second_bot', text);
      sandbox.faults.updates({}, botId);
      await user.sendText('second_bot', 'after the gap');
      await eventually(() => expect(heard).toEqual(['first', 'lost one', 'lost two', 'after the gap']));
    } finally {
      await bot.destroy();
      await user.destroy();
    }
  });
});
