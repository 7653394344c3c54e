import { faceOf } from '../stars/payment-faces';
import type { TlObject } from '../tl/tl-object';
import type { Accounts } from './accounts';
import type { Channels } from './channels';
import type { Peers } from './peers';
import type { Presence } from './presence';
import type { PrivateChats } from './private-chats';
import type { Account, Channel, ChannelMessage, MessageBody, PrivateMessage } from './records';
import { type SmallGroups, smallGroupView } from './small-groups';

/** Objects as one account sees them: its own access hashes, its own message ids, its own "out". */
export class Views {
  constructor(
    private readonly accounts: Accounts,
    private readonly channels: Channels,
    private readonly chats: PrivateChats,
    private readonly peers: Peers,
    private readonly presence: Presence,
    private readonly groups: SmallGroups,
  ) {}

  user(viewer: Account, account: Account): TlObject {
    const isSelf = viewer.id === account.id;
    const isBot = account.kind === 'bot';
    return {
      _: 'user',
      self: isSelf,
      bot: isBot,
      botInfoVersion: isBot ? 1 : undefined,
      id: account.id,
      accessHash: this.peers.accessHash(viewer.id, 'user', account.id),
      firstName: account.firstName,
      lastName: account.lastName,
      username: account.username,
      phone: isSelf ? account.phone : undefined,
      langCode: viewer.kind === 'bot' && !isBot ? account.langCode : undefined,
      status: isBot ? undefined : this.presence.statusOf(account.id),
    };
  }

  channel(viewer: Account, channel: Channel): TlObject {
    const member = this.channels.participant(channel.id, viewer.id);
    if (member?.status === 'banned') return this.forbiddenChannel(viewer, channel, member.bannedRights?.untilDate);
    const inside = this.channels.isMember(channel, viewer.id);
    if (!inside && !channel.username && !member) return this.forbiddenChannel(viewer, channel);
    return {
      _: 'channel',
      creator: member?.status === 'creator',
      left: !inside,
      broadcast: channel.kind === 'channel',
      megagroup: channel.kind === 'supergroup',
      id: channel.id,
      accessHash: this.peers.accessHash(viewer.id, 'channel', channel.id),
      title: channel.title,
      username: channel.username,
      photo: { _: 'chatPhotoEmpty' },
      date: inside ? (member?.date ?? channel.date) : channel.date,
      adminRights: member?.adminRights,
      bannedRights: member?.status === 'restricted' ? member.bannedRights : undefined,
      defaultBannedRights: channel.kind === 'supergroup' ? channel.defaultBannedRights : undefined,
      participantsCount: this.channels.memberCount(channel.id),
    };
  }

  private forbiddenChannel(viewer: Account, channel: Channel, untilDate?: number): TlObject {
    const accessHash = this.peers.accessHash(viewer.id, 'channel', channel.id);
    const kind = channel.kind === 'channel' ? { broadcast: true } : { megagroup: true };
    return { _: 'channelForbidden', ...kind, id: channel.id, accessHash, title: channel.title, untilDate };
  }

  privateMessage(viewer: Account, message: PrivateMessage): TlObject {
    const out = message.fromId === viewer.id;
    const other = out ? message.toId : message.fromId;
    const idOf = (key: string) => {
      const named = this.chats.withKey(key);
      return named && this.chats.idFor(viewer.id, named);
    };
    return rendered(faceOf(viewer.id, message, idOf), {
      id: out ? message.fromMessageId : message.toMessageId,
      out,
      peerId: { _: 'peerUser', userId: other },
      fromId: { _: 'peerUser', userId: message.fromId },
      replyTo: replyHeader(message.replyTo === undefined ? undefined : idOf(message.replyTo)),
    });
  }

  channelMessage(viewer: Account, message: ChannelMessage): TlObject {
    const channelId = message.channelId;
    return rendered(message, {
      id: message.id,
      out: message.fromId === viewer.id && !message.isPost,
      post: message.isPost,
      peerId: { _: 'peerChannel', channelId },
      fromId: message.isPost ? undefined : { _: 'peerUser', userId: message.fromId },
      replyTo: replyHeader(message.replyToId),
      views: message.isPost && !message.action ? 1 : undefined,
      forwards: message.isPost && !message.action ? 0 : undefined,
      postAuthor: message.author,
    });
  }

  /** The users and chats that the objects mention, as the viewer sees them; an Updates object must carry them. */
  mentioned(viewer: Account, objects: unknown): { users: TlObject[]; chats: TlObject[] } {
    const users = new Set<bigint>();
    const channels = new Set<bigint>();
    const groups = new Set<bigint>();
    collectIds(objects, users, channels, groups);
    const hash = (channelId: bigint) => this.peers.accessHash(viewer.id, 'channel', channelId);
    const present = <T>(value: T | undefined): value is T => value !== undefined;
    return {
      users: [...users]
        .map((id) => this.accounts.find(id))
        .filter(present)
        .map((account) => this.user(viewer, account)),
      chats: [...channels]
        .map((id) => this.channels.find(id))
        .filter(present)
        .map((channel) => this.channel(viewer, channel))
        .concat(
          [...groups]
            .map(this.groups.find)
            .filter(present)
            .map((group) => smallGroupView(viewer.id, group, hash)),
        ),
    };
  }
}

function rendered(body: MessageBody, place: { id: number; [field: string]: unknown }): TlObject {
  const common = { date: body.date, silent: body.silent, ...place };
  if (body.action) return { _: 'messageService', action: body.action, ...common };
  return {
    _: 'message',
    message: body.text,
    entities: body.entities?.length ? body.entities : undefined,
    replyMarkup: body.markup,
    media: body.media,
    editDate: body.editDate,
    noforwards: body.noforwards,
    fwdFrom: body.forward,
    viaBotId: body.viaBotId,
    ...common,
  };
}

const replyHeader = (id: number | undefined) => (id ? { _: 'messageReplyHeader', replyToMsgId: id } : undefined);

const userFields = new Set([
  'userId',
  'actorId',
  'inviterId',
  'promotedBy',
  'kickedBy',
  'adminId',
  'botId',
  'viaBotId',
]);

function collectIds(value: unknown, users: Set<bigint>, channels: Set<bigint>, groups: Set<bigint>): void {
  if (Array.isArray(value)) for (const one of value) collectIds(one, users, channels, groups);
  else if (value && typeof value === 'object' && !Buffer.isBuffer(value)) {
    for (const [field, inner] of Object.entries(value)) {
      if (typeof inner === 'bigint') {
        if (userFields.has(field)) users.add(inner);
        else if (field === 'channelId') channels.add(inner);
        else if (field === 'chatId') groups.add(inner);
      } else if (field === 'users' && Array.isArray(inner) && typeof inner[0] === 'bigint')
        for (const id of inner) users.add(id);
      else if (typeof inner === 'object') collectIds(inner, users, channels, groups);
    }
  }
}
