import { randomBytes } from 'node:crypto';
import { botStopped } from './actions/block-bot';
import { createChannel } from './actions/create-channel';
import { GroupDesk } from './actions/group-desk';
import { answerRequest } from './actions/join-requests';
import { changeMembership, inviteView } from './actions/membership';
import type { Clockwork } from './clockwork';
import type { ServerRsaKey } from './crypto/rsa-key';
import type { FaultSwitches } from './faults/fault-switches';
import type { Journal } from './journal/journal';
import type { Listener } from './listener';
import type { AuthKeys } from './mtproto/auth-keys';
import { protocolSeconds } from './mtproto/message-ids';
import type { CallCounters } from './rpc/call-counters';
import type { DataCentre } from './rpc/data-centre';
import { type SandboxMessage, showChannelMessage, showPrivateMessage } from './sandbox-message';
import { StarDesk } from './stars/star-desk';
import { stringSession } from './string-session';
import { layer } from './tl/telegram-schema';
import { fullAdminRights, fullBan } from './world/participant-view';
import type { Account, BotCommandList, Channel, Participant } from './world/records';
import type { World } from './world/world';

interface Parts {
  world: World;
  dataCentre: DataCentre;
  rsa: ServerRsaKey;
  calls: CallCounters;
  faults: FaultSwitches;
  keys: AuthKeys;
  journal: Journal;
  listener: Listener;
  clockwork: Clockwork;
}

/** A data centre that listens; whoever runs it makes its people, channels and accidents here. */
export class RunningSandbox {
  readonly dcId = 2 as const;
  readonly layer = layer;
  readonly faults: FaultSwitches;
  readonly calls: CallCounters;
  readonly stars: StarDesk;
  readonly groups: GroupDesk;
  private stopping: Promise<void> | undefined;

  constructor(private readonly parts: Parts) {
    this.faults = parts.faults;
    this.calls = parts.calls;
    this.stars = new StarDesk(parts.world);
    this.groups = new GroupDesk(parts.world);
  }

  get host(): string {
    return this.parts.dataCentre.host;
  }
  get port(): number {
    return this.parts.dataCentre.port;
  }
  get apiId(): number {
    return this.parts.dataCentre.apiId;
  }
  get apiHash(): string {
    return this.parts.dataCentre.apiHash;
  }
  /** PKCS#1. */
  get publicKeyPem(): string {
    return this.parts.rsa.publicKeyPem;
  }

  /** Every change made here is on disk before the call returns. */
  private durably<T>(value: T): T {
    this.parts.journal.flush();
    return value;
  }

  /** As after some hours: files can be sent again only by what a fresh message tells of them. */
  expireFileReferences(): void {
    this.durably(this.parts.world.files.expireReferences());
  }

  /** Idempotent by token. Throws when the username belongs to somebody else. */
  createBot(facts: { token: string; username: string; name: string }): { id: bigint } {
    return this.durably({ id: this.parts.world.accounts.bot(facts).id });
  }

  /** Idempotent by phone. Throws when the username belongs to somebody else. */
  createUser(facts: { phone: string; firstName: string; lastName?: string; username?: string; langCode?: string }) {
    const { id, phone, loginCode } = this.parts.world.accounts.user(facts);
    return this.durably({ id, phone: phone!, loginCode: loginCode! });
  }

  /** Idempotent by username, where one is given. */
  createChannel(facts: { title: string; username?: string; creatorId: bigint; kind: 'channel' | 'supergroup' }) {
    const { world } = this.parts;
    const known = facts.username ? world.channels.withUsername(facts.username) : undefined;
    const channel = known ?? createChannel(world, { ...facts, about: '' });
    return this.durably({ id: channel.id, inviteLink: inviteView(channel).link as string });
  }

  /** Puts a user into a channel, or takes it out, as if it had joined or left by itself. */
  setMember(channelId: bigint, userId: bigint, isMember = true): void {
    this.change(channelId, userId, userId, { status: isMember ? 'member' : 'left' });
  }

  /** Makes a user or bot an admin; `rights` are names of ChatAdminRights, all of them if left out, none to demote. */
  setAdmin(channelId: bigint, userId: bigint, rights?: readonly string[]): void {
    const { creatorId } = this.channel(channelId);
    const adminRights = rights
      ? { _: 'chatAdminRights', ...Object.fromEntries(rights.map((right) => [right, true])) }
      : fullAdminRights;
    const demoted = rights?.length === 0;
    this.change(
      channelId,
      userId,
      creatorId,
      demoted ? { status: 'member' } : { status: 'admin', promotedBy: creatorId, adminRights },
    );
  }

  /** Bans a user from a channel. */
  kick(channelId: bigint, userId: bigint): void {
    const { creatorId } = this.channel(channelId);
    this.change(channelId, userId, creatorId, { status: 'banned', kickedBy: creatorId, bannedRights: fullBan });
  }

  /** Who wants to come in must be let in by an admin from now on, or need not any more. */
  approveJoins(channelId: bigint, isOn = true): void {
    const channel = this.channel(channelId);
    channel.approvesJoins = isOn;
    this.durably(this.parts.world.channels.save(channel));
  }

  /** The creator answers somebody who waits to be let in. */
  answerRequest(channelId: bigint, userId: bigint, isApproved = true): void {
    const { world } = this.parts;
    const channel = this.channel(channelId);
    const [user, actor] = [world.accounts.get(userId), world.accounts.get(channel.creatorId)];
    this.durably(answerRequest(world, { channel, user, actor, isApproved }));
  }

  /** Takes a member's right to write; they stay in the group. */
  mute(channelId: bigint, userId: bigint): void {
    const kickedBy = this.channel(channelId).creatorId;
    this.change(channelId, userId, kickedBy, {
      status: 'restricted',
      kickedBy,
      bannedRights: { _: 'chatBannedRights', sendMessages: true, untilDate: 0 },
    });
  }

  /** Lifts a ban; the user is out, but may join again. */
  unban(channelId: bigint, userId: bigint): void {
    this.change(channelId, userId, this.channel(channelId).creatorId, { status: 'left' });
  }

  private change(
    channelId: bigint,
    userId: bigint,
    actorId: bigint,
    next: Omit<Participant, 'channelId' | 'userId' | 'date'>,
  ): void {
    const { accounts } = this.parts.world;
    const channel = this.channel(channelId);
    changeMembership(this.parts.world, { channel, user: accounts.get(userId), actor: accounts.get(actorId), next });
    this.durably(undefined);
  }

  private channel(channelId: bigint): Channel {
    const channel = this.parts.world.channels.find(channelId);
    if (!channel) throw new Error(`there is no channel ${channelId}`);
    return channel;
  }

  /** As if the user had written to the bot long ago: the bot may write to it, and nobody is told anything now. */
  acquaint(userId: bigint, botId: bigint): void {
    const { world } = this.parts;
    const body = { fromId: world.accounts.get(userId).id, date: world.nowSeconds(), text: '/start' };
    world.chats.add(world.accounts.get(botId).id, body);
    this.durably(undefined);
  }

  /** Who is in a channel now. */
  memberIds(channelId: bigint): bigint[] {
    return this.parts.world.channels.insiders(this.channel(channelId).id).map(({ userId }) => userId);
  }

  blockBot(userId: bigint, botId: bigint): void {
    this.setBlocked(userId, botId, true);
  }

  unblockBot(userId: bigint, botId: bigint): void {
    this.setBlocked(userId, botId, false);
  }

  private setBlocked(userId: bigint, botId: bigint, blocked: boolean): void {
    const { world } = this.parts;
    this.durably(botStopped(world, world.accounts.get(userId), world.accounts.get(botId), blocked));
  }

  /** A fresh key that is signed in already: a client with this session connects without a key exchange. */
  sessionFor(accountId: bigint): { stringSession: string; authKey: Buffer } {
    const account = this.parts.world.accounts.get(accountId);
    const authKey = randomBytes(256);
    authKey[0] ||= 1; // some clients drop a leading zero byte
    const key = this.parts.keys.add(authKey, randomBytes(8).readBigInt64LE(), protocolSeconds());
    key.accountId = account.id;
    this.parts.keys.save(key);
    return this.durably({ stringSession: stringSession(this.host, authKey), authKey });
  }

  /** All commands a bot has set, per scope and language. */
  botCommands(botId: bigint): readonly BotCommandList[] {
    return this.parts.world.accounts.get(botId).commands;
  }

  /** What a bot says of itself, to all and in languages, and what its menu button does. */
  botProfile(botId: bigint): Pick<Account, 'about' | 'description' | 'infos' | 'menuButton'> {
    const { about, description, infos, menuButton } = this.parts.world.accounts.get(botId);
    return { about, description, infos, menuButton };
  }

  /** What an account sees of the chat with a user, bot or channel, oldest first. */
  history(accountId: bigint, peerId: bigint): SandboxMessage[] {
    const { world } = this.parts;
    const account: Account = world.accounts.get(accountId);
    if (world.channels.find(peerId)) return world.channels.messages(peerId).map(showChannelMessage);
    return world.chats.between(account.id, peerId).map((message) => showPrivateMessage(account.id, message));
  }

  /** The bytes of a file that some message carries; undefined for an unknown id. */
  fileBytes(fileId: bigint): Buffer | undefined {
    return this.parts.world.files.find(fileId)?.bytes;
  }

  /** Closes every link and timer. May be called twice. */
  stop(): Promise<void> {
    this.stopping ??= this.close();
    return this.stopping;
  }

  private async close(): Promise<void> {
    this.parts.clockwork.stop();
    await this.parts.listener.close();
    this.parts.journal.close();
  }
}
