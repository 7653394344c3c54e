import { Api, type TelegramClient } from 'telegram';
import { NewMessage, type NewMessageEvent } from 'telegram/events';
import { CallbackQuery, type CallbackQueryEvent } from 'telegram/events/CallbackQuery';
import { startTelegramSandbox, type TelegramSandbox } from '../../../src/sandbox/telegram';
import { connectGramjs, connectGramjsBot, connectGramjsUser } from '../../support/telegram-clients';
import { eventually } from './eventually';

const token = '7100000001:conversation';

describe('a user and a bot in a private chat', () => {
  let sandbox: TelegramSandbox;
  let bot: TelegramClient;
  let user: TelegramClient;
  let userId: bigint;
  let botId: bigint;

  beforeAll(async () => {
    sandbox = await startTelegramSandbox();
    botId = sandbox.createBot({ token, username: 'shop_bot', name: 'Shop' }).id;
    userId = sandbox.createUser({ phone: '+10000000001', firstName: 'Ann', username: 'ann_user' }).id;
    bot = await connectGramjsBot(sandbox, token);
    user = await connectGramjsUser(sandbox, userId);
  });

  afterAll(async () => {
    await bot.destroy();
    await user.destroy();
    await sandbox.stop();
  });

  it('talks, presses a button and sees the message change', async () => {
    const welcomes = async (event: NewMessageEvent) => {
      if (event.message.message !== '/start gift') return;
      const peer = await event.message.getInputChat();
      const rows = [
        new Api.KeyboardButtonRow({
          buttons: [new Api.KeyboardButtonCallback({ text: 'Buy', data: Buffer.from('buy:1') })],
        }),
      ];
      await bot.sendMessage(peer!, {
        message: 'Welcome <b>Ann</b>',
        parseMode: 'html',
        buttons: new Api.ReplyInlineMarkup({ rows }),
      });
    };
    const sells = async (event: CallbackQueryEvent) => {
      const query = event.query as Api.UpdateBotCallbackQuery;
      await event.answer({ message: 'Bought' });
      await bot.editMessage(query.peer, { message: query.msgId, text: 'Done' });
    };
    bot.addEventHandler((event: NewMessageEvent) => void welcomes(event), new NewMessage({ incoming: true }));
    bot.addEventHandler((event: CallbackQueryEvent) => void sells(event), new CallbackQuery({}));

    await user.invoke(new Api.messages.StartBot({ bot: 'shop_bot', peer: 'shop_bot', startParam: 'gift' }));
    await eventually(() => expect(sandbox.history(userId, botId)).toHaveLength(2));
    const welcome = sandbox.history(userId, botId).at(-1)!;
    expect(welcome.text).toBe('Welcome Ann');
    expect(welcome.entities).toEqual([{ kind: 'messageEntityBold', offset: 8, length: 3 }]);

    const answer = await user.invoke(
      new Api.messages.GetBotCallbackAnswer({ peer: 'shop_bot', msgId: welcome.id, data: Buffer.from('buy:1') }),
    );
    expect(answer.message).toBe('Bought');
    await eventually(() => expect(sandbox.history(userId, botId).at(-1)!.text).toBe('Done'));
    const [seen] = await user.getMessages('shop_bot', { ids: welcome.id });
    expect(seen!.message).toBe('Done');
    expect(seen!.replyMarkup).toBeFalsy();
  });

  it('may still be written to by the bot when all that was said is deleted', async () => {
    const { id } = sandbox.createUser({ phone: '+10000000009', firstName: 'Tidy' });
    const tidy = await connectGramjsUser(sandbox, id);
    try {
      const { users } = await tidy.invoke(new Api.contacts.ResolveUsername({ username: 'shop_bot' }));
      const peer = new Api.InputPeerUser({ userId: users[0]!.id, accessHash: (users[0] as Api.User).accessHash! });
      const said = await tidy.sendMessage(peer, { message: 'hello' });
      await tidy.invoke(new Api.messages.DeleteMessages({ id: [said.id], revoke: true }));
      expect(sandbox.history(id, botId)).toEqual([]);
      await bot.sendMessage(await bot.getInputEntity(String(id)), { message: 'still here' });
      expect(sandbox.history(id, botId).map(({ text }) => text)).toEqual(['still here']);
    } finally {
      await tidy.destroy();
    }
  });

  it('signs a user in by phone and code, and refuses a wrong code', async () => {
    const person = sandbox.createUser({ phone: '+10000000002', firstName: 'Bob' });
    const client = await connectGramjs(sandbox);
    try {
      const { phoneCodeHash } = await client.sendCode({ apiId: sandbox.apiId, apiHash: sandbox.apiHash }, person.phone);
      const sign = (phoneCode: string) =>
        client.invoke(new Api.auth.SignIn({ phoneNumber: person.phone, phoneCodeHash, phoneCode }));
      await expect(sign('00000')).rejects.toThrow('PHONE_CODE_INVALID');
      await sign(person.loginCode);
      expect(String((await client.getMe()).id)).toBe(person.id.toString());
    } finally {
      await client.destroy();
    }
  });
});
