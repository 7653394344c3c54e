import bigInt from 'big-integer';
import { Api } from 'telegram';
import { CustomFile } from 'telegram/client/uploads';
import { eventually } from './eventually';
import { oneButton, openStage, pushedTo, type Stage } from './stage';

describe('what Telegram refuses and what it keeps in order', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  const botSends = (message: string, extra: object = {}) =>
    stage.bot.invoke(
      new Api.messages.SendMessage({
        peer: stage.userId.toString(),
        message,
        randomId: bigInt.randBetween(1, 1e15),
        ...extra,
      }),
    );

  it('lets no bot begin, and lets it answer with access hash 0', async () => {
    const peer = new Api.InputPeerUser({ userId: bigInt(stage.userId.toString()), accessHash: bigInt.zero });
    const send = () =>
      stage.bot.invoke(new Api.messages.SendMessage({ peer, message: 'hello', randomId: bigInt.randBetween(1, 1e15) }));
    await expect(send()).rejects.toThrow('PEER_ID_INVALID');
    await stage.user.sendMessage('stage_bot', { message: '/start' });
    await send();
    expect(stage.sandbox.history(stage.userId, stage.botId).map((message) => message.text)).toEqual([
      '/start',
      'hello',
    ]);
    const wrong = new Api.InputPeerUser({ userId: bigInt(stage.userId.toString()), accessHash: bigInt(5) });
    await expect(
      stage.bot.invoke(new Api.messages.SendMessage({ peer: wrong, message: 'x', randomId: bigInt(77) })),
    ).rejects.toThrow('PEER_ID_INVALID');
  });

  it.each([
    ['an empty text', () => botSends(' '), 'MESSAGE_EMPTY'],
    ['4097 UTF-16 units', () => botSends('x'.repeat(4097)), 'MESSAGE_TOO_LONG'],
    [
      'button data of 65 bytes',
      () => botSends('x', { replyMarkup: oneButton(Buffer.alloc(65, 1)) }),
      'BUTTON_DATA_INVALID',
    ],
    [
      'an entity outside the text',
      () => botSends('x', { entities: [new Api.MessageEntityBold({ offset: 0, length: 9 })] }),
      'ENTITY_BOUNDS_INVALID',
    ],
    [
      'a bot reading history',
      () => stage.bot.invoke(new Api.messages.GetHistory({ peer: 'ann_user', limit: 1 })),
      'BOT_METHOD_INVALID',
    ],
    [
      'a user setting commands',
      () =>
        stage.user.invoke(
          new Api.bots.SetBotCommands({ scope: new Api.BotCommandScopeDefault(), langCode: '', commands: [] }),
        ),
      'USER_BOT_REQUIRED',
    ],
    [
      'a method nobody built',
      () => stage.user.invoke(new Api.messages.GetAllStickers({})),
      'METHOD_INVALID: messages.getAllStickers',
    ],
    [
      'a name nobody has',
      () => stage.user.invoke(new Api.contacts.ResolveUsername({ username: 'nobody_here' })),
      'USERNAME_NOT_OCCUPIED',
    ],
  ])('refuses %s', async (_what, act, refusal) => {
    await expect(act()).rejects.toThrow(refusal);
  });

  it('sends once for one random_id', async () => {
    const randomId = bigInt(4711);
    const before = stage.sandbox.history(stage.userId, stage.botId).length;
    await botSends('once', { randomId });
    await expect(botSends('once', { randomId })).rejects.toMatchObject({
      code: 500,
      errorMessage: 'RANDOM_ID_DUPLICATE',
    });
    expect(stage.sandbox.history(stage.userId, stage.botId)).toHaveLength(before + 1);
  });

  it('edits once, notices that nothing changed, and deletes for both', async () => {
    const sent = await stage.bot.sendMessage(stage.userId.toString(), { message: 'draft' });
    const edit = (message: string, id = sent.id) =>
      stage.bot.invoke(new Api.messages.EditMessage({ peer: stage.userId.toString(), id, message }));
    await edit('final');
    await expect(edit('final')).rejects.toThrow('MESSAGE_NOT_MODIFIED');
    await expect(edit('final', 9999)).rejects.toThrow('MESSAGE_ID_INVALID');
    const heard = pushedTo(stage.user);
    const { pts, ptsCount } = await stage.bot.invoke(new Api.messages.DeleteMessages({ id: [sent.id], revoke: true }));
    expect([(await stage.bot.invoke(new Api.updates.GetState())).pts, ptsCount]).toEqual([pts, 1]);
    await eventually(() => expect(heard.some((update) => update instanceof Api.UpdateDeleteMessages)).toBe(true));
    await expect(edit('again')).rejects.toThrow('MESSAGE_ID_INVALID');
  });

  it('passes on only presses of buttons that are there, and lets them time out', async () => {
    const { id } = await stage.bot.sendMessage(stage.userId.toString(), {
      message: 'menu',
      buttons: oneButton(Buffer.from('a')),
    });
    const shown = stage.sandbox.history(stage.userId, stage.botId).at(-1)!;
    expect(shown.buttons).toEqual([[{ kind: 'callback', text: 'Press', value: 'a' }]]);
    const press = (data: string) =>
      stage.user.invoke(
        new Api.messages.GetBotCallbackAnswer({ peer: 'stage_bot', msgId: shown.id, data: Buffer.from(data) }),
      );
    await expect(press('forged')).rejects.toThrow('DATA_INVALID');
    stage.sandbox.faults.callbackTimeoutMs = 40;
    const heard = pushedTo(stage.bot);
    await expect(press('a')).rejects.toThrow('BOT_RESPONSE_TIMEOUT');
    const query = heard.find((update) => update instanceof Api.UpdateBotCallbackQuery) as Api.UpdateBotCallbackQuery;
    expect(query.msgId).toBe(id);
    const late = stage.bot.invoke(new Api.messages.SetBotCallbackAnswer({ queryId: query.queryId, cacheTime: 0 }));
    await expect(late).rejects.toThrow('QUERY_ID_INVALID');
  });

  it('tells a bot that it was blocked, and refuses its messages', async () => {
    const heard = pushedTo(stage.bot);
    const before = await stage.bot.invoke(new Api.updates.GetState());
    await stage.user.invoke(new Api.contacts.Block({ id: 'stage_bot' }));
    await eventually(() =>
      expect(heard.at(-1)).toMatchObject({ className: 'UpdateBotStopped', stopped: true, qts: before.qts + 1 }),
    );
    await expect(botSends('hello?')).rejects.toMatchObject({ code: 403, errorMessage: 'USER_IS_BLOCKED' });
    stage.sandbox.unblockBot(stage.userId, stage.botId);
    await eventually(() => expect(heard.at(-1)).toMatchObject({ stopped: false }));
    await botSends('back');
  });

  it('keeps a file of 300 KB whole on its way up and down', async () => {
    const bytes = Buffer.alloc(300_000, 'number,code\n');
    const file = new CustomFile('export.csv', bytes.length, '', bytes);
    const sent = await stage.bot.sendFile(stage.userId.toString(), {
      file,
      forceDocument: true,
      caption: 'Your export',
    });
    const seen = stage.sandbox.history(stage.userId, stage.botId).at(-1)!;
    expect(seen.media).toMatchObject({ kind: 'document', name: 'export.csv', size: bytes.length });
    const back = (await stage.bot.downloadMedia(sent, {})) as Buffer;
    expect(back.equals(bytes)).toBe(true);
  });

  it('remembers commands per language and peer', async () => {
    const set = (scope: Api.TypeBotCommandScope, langCode: string, command: string) =>
      stage.bot.invoke(
        new Api.bots.SetBotCommands({ scope, langCode, commands: [new Api.BotCommand({ command, description: 'd' })] }),
      );
    await set(new Api.BotCommandScopeDefault(), '', 'start');
    await set(new Api.BotCommandScopeDefault(), 'ru', 'nachat');
    await set(new Api.BotCommandScopePeer({ peer: stage.userId.toString() as never }), '', 'admin').catch(
      () => undefined,
    );
    const found = await stage.bot.invoke(
      new Api.bots.GetBotCommands({ scope: new Api.BotCommandScopeDefault(), langCode: 'ru' }),
    );
    expect(found.map((command) => command.command)).toEqual(['nachat']);
    expect(stage.sandbox.botCommands(stage.botId).map((list) => list.langCode)).toEqual(
      expect.arrayContaining(['', 'ru']),
    );
  });

  it('gives each account its own ids and a whole difference', async () => {
    const state = await stage.user.invoke(new Api.updates.GetState());
    await botSends('missed 1');
    await botSends('missed 2');
    const whole = (await stage.user.invoke(
      new Api.updates.GetDifference({ pts: state.pts, qts: state.qts, date: state.date }),
    )) as Api.updates.Difference;
    expect(whole.newMessages.map((message) => (message as Api.Message).message)).toEqual(['missed 1', 'missed 2']);
    expect(whole.state.pts).toBe(state.pts + 2);
    stage.sandbox.faults.differenceSliceSize = 1;
    const slice = await stage.user.invoke(
      new Api.updates.GetDifference({ pts: state.pts, qts: state.qts, date: state.date }),
    );
    expect(slice).toMatchObject({ className: 'updates.DifferenceSlice', intermediateState: { pts: state.pts + 1 } });
    stage.sandbox.faults.differenceTooLong(1, stage.userId);
    const tooLong = await stage.user.invoke(
      new Api.updates.GetDifference({ pts: state.pts, qts: state.qts, date: state.date }),
    );
    expect(tooLong.className).toBe('updates.DifferenceTooLong');
    stage.sandbox.faults.clear();
    const invalid = stage.user.invoke(new Api.updates.GetDifference({ pts: 99_999, qts: 1, date: 1 }));
    await expect(invalid).rejects.toThrow('PERSISTENT_TIMESTAMP_INVALID');
  });
});
