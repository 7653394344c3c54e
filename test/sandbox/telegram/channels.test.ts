import bigInt from 'big-integer';
import { Api } from 'telegram';
import { eventually } from './eventually';
import { openStage, pushedTo, type Stage } from './stage';

describe('channels and supergroups', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const joined = (userId: bigint) =>
    expect.objectContaining({ className: 'UpdateChannelParticipant', userId: bigInt(userId.toString()) });

  it('tells an admin bot who comes and goes, and answers its questions about members', async () => {
    const { sandbox, bot, user, botId, userId, otherId } = stage;
    const channel = sandbox.createChannel({
      title: 'News',
      username: 'news_room',
      creatorId: otherId,
      kind: 'channel',
    });
    const ask = () =>
      bot.invoke(new Api.channels.GetParticipant({ channel: 'news_room', participant: userId.toString() }));
    await user.sendMessage('stage_bot', { message: '/start' });
    await expect(ask()).rejects.toThrow('CHAT_ADMIN_REQUIRED');
    sandbox.setAdmin(channel.id, botId);
    await expect(ask()).rejects.toThrow('USER_NOT_PARTICIPANT');

    const heard = pushedTo(bot);
    await user.invoke(new Api.channels.JoinChannel({ channel: 'news_room' }));
    await eventually(() => expect(heard).toContainEqual(joined(userId)));
    expect((await ask()).participant.className).toBe('ChannelParticipant');
    await user.invoke(new Api.channels.LeaveChannel({ channel: 'news_room' }));
    await eventually(() =>
      expect(heard.at(-1)).toMatchObject({ userId: bigInt(userId.toString()), newParticipant: null }),
    );
    sandbox.kick(channel.id, userId);
    expect((await ask()).participant.className).toBe('ChannelParticipantBanned');
    await expect(user.invoke(new Api.channels.JoinChannel({ channel: 'news_room' }))).rejects.toThrow(
      'CHANNEL_PRIVATE',
    );
  });

  it('opens a private channel to its invite link only', async () => {
    const { sandbox, user, userId, otherId } = stage;
    const channel = sandbox.createChannel({ title: 'Secret', creatorId: otherId, kind: 'channel' });
    const hash = channel.inviteLink.split('+')[1]!;
    const preview = await user.invoke(new Api.messages.CheckChatInvite({ hash }));
    expect(preview).toMatchObject({ className: 'ChatInvite', title: 'Secret', participantsCount: 1 });
    await user.invoke(new Api.messages.ImportChatInvite({ hash }));
    await expect(user.invoke(new Api.messages.ImportChatInvite({ hash }))).rejects.toThrow('USER_ALREADY_PARTICIPANT');
    await expect(user.invoke(new Api.messages.ImportChatInvite({ hash: 'nothing' }))).rejects.toThrow(
      'INVITE_HASH_EXPIRED',
    );
    sandbox.setMember(channel.id, userId, false);
    expect(await user.invoke(new Api.messages.CheckChatInvite({ hash }))).toMatchObject({ className: 'ChatInvite' });
  });

  it('lets a bot post, edit and delete by id alone, and only with the right', async () => {
    const { sandbox, bot, user, botId, userId, otherId } = stage;
    const channel = sandbox.createChannel({ title: 'Log', creatorId: otherId, kind: 'channel' });
    sandbox.setMember(channel.id, userId);
    sandbox.setAdmin(channel.id, botId, ['inviteUsers']);
    const peer = new Api.InputPeerChannel({ channelId: bigInt(channel.id.toString()), accessHash: bigInt.zero });
    const post = () =>
      bot.invoke(new Api.messages.SendMessage({ peer, message: 'entry', randomId: bigInt.randBetween(1, 1e15) }));
    await expect(post()).rejects.toThrow('CHAT_ADMIN_REQUIRED');
    sandbox.setAdmin(channel.id, botId);
    const heard = pushedTo(user);
    await post();
    const [entry] = sandbox.history(userId, channel.id);
    await bot.invoke(new Api.messages.EditMessage({ peer, id: entry!.id, message: 'entry, corrected' }));
    await bot.invoke(new Api.channels.DeleteMessages({ channel: peer, id: [entry!.id] }));
    await eventually(() =>
      expect(heard.map((update) => update.className)).toEqual([
        'UpdateNewChannelMessage',
        'UpdateEditChannelMessage',
        'UpdateDeleteChannelMessages',
      ]),
    );
    const input = new Api.InputChannel({ channelId: peer.channelId, accessHash: peer.accessHash });
    const missed = await bot.invoke(
      new Api.updates.GetChannelDifference({
        channel: input,
        filter: new Api.ChannelMessagesFilterEmpty(),
        pts: 1,
        limit: 100,
      }),
    );
    expect(missed).toMatchObject({ className: 'updates.ChannelDifference', final: true, pts: 4 });
  });

  it('is made by a user, who names admins, bans and restores', async () => {
    const { user, other, sandbox, botId } = stage;
    const made = (await user.invoke(
      new Api.channels.CreateChannel({ megagroup: true, title: 'Friends', about: '' }),
    )) as Api.Updates;
    const { id, accessHash } = made.chats[0] as Api.Channel;
    const channel = new Api.InputChannel({ channelId: id, accessHash: accessHash! });
    await user.invoke(new Api.channels.InviteToChannel({ channel, users: ['bob_user', 'stage_bot'] }));
    const rights = new Api.ChatAdminRights({ banUsers: true });
    await user.invoke(new Api.channels.EditAdmin({ channel, userId: 'bob_user', adminRights: rights, rank: 'guard' }));
    const everybody = (await user.invoke(
      new Api.channels.GetParticipants({
        channel,
        filter: new Api.ChannelParticipantsRecent(),
        offset: 0,
        limit: 10,
        hash: bigInt.zero,
      }),
    )) as Api.channels.ChannelParticipants;
    expect(everybody.participants.map((one) => one.className).sort()).toEqual([
      'ChannelParticipant',
      'ChannelParticipantAdmin',
      'ChannelParticipantCreator',
    ]);
    const theirs = (await other.getDialogs({})).find((dialog) => dialog.title === 'Friends')!;
    const ban = (viewMessages: boolean) => new Api.ChatBannedRights({ untilDate: 0, viewMessages });
    await other.invoke(
      new Api.channels.EditBanned({ channel: theirs.inputEntity, participant: 'stage_bot', bannedRights: ban(true) }),
    );
    const kicked = await user.invoke(new Api.channels.GetParticipant({ channel, participant: 'stage_bot' }));
    expect(kicked.participant.className).toBe('ChannelParticipantBanned');
    await other.invoke(
      new Api.channels.EditBanned({ channel: theirs.inputEntity, participant: 'stage_bot', bannedRights: ban(false) }),
    );
    await expect(user.invoke(new Api.channels.GetParticipant({ channel, participant: 'stage_bot' }))).rejects.toThrow(
      'USER_NOT_PARTICIPANT',
    );
    expect(sandbox.botCommands(botId)).toEqual([]);
  });
});
