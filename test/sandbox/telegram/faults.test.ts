import bigInt from 'big-integer';
import { Api } from 'telegram';
import { eventually } from './eventually';
import { openStage, pushedTo, type Stage } from './stage';

describe('accidents made on purpose', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage({ seed: 7 });
    await stage.user.sendMessage('stage_bot', { message: '/start' });
  });
  afterEach(() => stage.close());

  const say = (message: string) => stage.user.sendMessage('stage_bot', { message });
  const texts = (heard: Api.TypeUpdate[]) =>
    heard.flatMap((update) =>
      update instanceof Api.UpdateNewMessage ? [(update.message as Api.Message).message] : [],
    );

  it('loses, doubles and delays updates, and the difference has them all once', async () => {
    const { sandbox, bot, botId } = stage;
    const state = await bot.invoke(new Api.updates.GetState());
    const heard = pushedTo(bot);
    sandbox.faults.updates({ drop: 0.5 }, botId);
    for (let index = 0; index < 20; index++) await say(`m${index}`);
    sandbox.faults.updates({ duplicate: 1 }, botId);
    await say('twice');
    await eventually(() => expect(texts(heard).filter((text) => text === 'twice')).toHaveLength(2));
    expect(texts(heard).length).toBeLessThan(22);
    const missed = (await bot.invoke(
      new Api.updates.GetDifference({ pts: state.pts, qts: state.qts, date: state.date }),
    )) as Api.updates.Difference;
    expect(missed.newMessages).toHaveLength(21);
    sandbox.faults.updates({ tooLong: 1 }, botId);
    await say('see for yourself');
    await eventually(() => expect(heard.at(-1)!.className).toBe('UpdatesTooLong'));
  });

  it('turns the order of updates round', async () => {
    const heard = pushedTo(stage.bot);
    await say('heard');
    await eventually(() => expect(texts(heard)).toContain('heard'));
    heard.length = 0;
    stage.sandbox.faults.updates({ reorder: 1 }, stage.botId);
    await say('first');
    stage.sandbox.faults.updates({}, stage.botId);
    await say('second');
    await eventually(() => expect(texts(heard)).toEqual(['second', 'first']));
  });

  it('answers a method with a flood wait for one peer only, so many times', async () => {
    const { sandbox, bot, userId, otherId, other } = stage;
    await other.sendMessage('stage_bot', { message: '/start' });
    sandbox.faults.failMethod('messages.sendMessage', { code: 420, text: 'FLOOD_WAIT_3', times: 1, peerId: userId });
    const send = (id: bigint) => bot.sendMessage(id.toString(), { message: 'hi' });
    await send(otherId);
    await expect(send(userId)).rejects.toMatchObject({ seconds: 3 });
    await send(userId);
    expect(sandbox.calls.of('messages.sendMessage').filter((call) => call.peerId === userId)).toHaveLength(2);
  });

  it('executes and loses the answer, so that the repeated send is a duplicate', async () => {
    const { sandbox, user, userId, botId } = stage;
    sandbox.faults.loseAnswer('messages.sendMessage', 1, userId);
    await expect(user.sendMessage('stage_bot', { message: 'did it arrive?' })).rejects.toThrow('RANDOM_ID_DUPLICATE');
    expect(sandbox.history(userId, botId).filter((message) => message.text === 'did it arrive?')).toHaveLength(1);
  });

  it('packs answers, and an error in the middle of many', async () => {
    stage.sandbox.faults.gzipAnswers(true);
    expect((await stage.user.invoke(new Api.help.GetConfig())).thisDc).toBe(2);
    stage.sandbox.faults.batchAnswers(false);
    expect((await stage.user.invoke(new Api.help.GetNearestDc())).thisDc).toBe(2);
  });

  it('forgets or kills a key for good', async () => {
    const { sandbox, user, other, userId, otherId } = stage;
    sandbox.faults.authKeyDuplicated(userId);
    await expect(user.invoke(new Api.updates.GetState())).rejects.toMatchObject({
      code: 406,
      errorMessage: 'AUTH_KEY_DUPLICATED',
    });
    const heard = pushedTo(other);
    sandbox.faults.forgetAuthKey(otherId);
    void other.invoke(new Api.updates.GetState()).catch(() => undefined);
    await eventually(() => expect(heard.length).toBeGreaterThan(0));
  });

  it('cuts a link, and the client comes back to work on', async () => {
    stage.sandbox.faults.cut(stage.userId);
    await say('after the cut');
    expect(stage.sandbox.history(stage.userId, stage.botId).at(-1)!.text).toBe('after the cut');
  });

  it('holds pongs back, swallows a link, and cuts links again and again', async () => {
    const { sandbox, user, userId, botId } = stage;
    sandbox.faults.slowPong(60, userId);
    const startedAt = performance.now();
    await user.invoke(new Api.PingDelayDisconnect({ pingId: bigInt(1), disconnectDelay: 60 }) as never);
    expect(performance.now() - startedAt).toBeGreaterThan(50);
    sandbox.faults.blackHole(userId);
    const waiting = say('into the hole');
    sandbox.faults.cutEvery(30, userId);
    await waiting;
    expect(sandbox.history(userId, botId).at(-1)!.text).toBe('into the hole');
  });

  it('spoils an update with a constructor of another layer, and the next ones still come', async () => {
    const heard = pushedTo(stage.bot);
    stage.sandbox.faults.updates({ unknownConstructor: 1 }, stage.botId);
    await say('unreadable');
    stage.sandbox.faults.clear();
    await say('readable');
    await eventually(() => expect(texts(heard).at(-1)).toBe('readable'));
    expect(texts(heard)).not.toContain('unreadable');
  });

  it('signs out for good', async () => {
    const { other } = stage;
    await other.invoke(new Api.auth.LogOut());
    await expect(other.invoke(new Api.updates.GetState())).rejects.toMatchObject({
      code: 401,
      errorMessage: 'AUTH_KEY_UNREGISTERED',
    });
  });
});
