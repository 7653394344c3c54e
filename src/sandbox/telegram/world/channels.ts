import { randomBytes } from 'node:crypto';
import type { Journal } from '../journal/journal';
import type { Channel, ChannelMessage, MessageBody, Participant } from './records';
import type { UpdateLog } from './update-log';

const firstChannelId = 1_500_000_001n;
const insideStatuses = new Set<Participant['status']>(['creator', 'admin', 'member', 'restricted']);

/** Channels and supergroups, who is in them, and what was posted. Rules of who may do what are the methods' business. */
export class Channels {
  private readonly byId: Map<string, Channel>;
  private readonly participants: Map<string, Participant>;
  private readonly members = new Map<string, Map<bigint, Participant>>();
  private readonly posts = new Map<string, Map<number, ChannelMessage>>();

  constructor(
    private readonly journal: Journal,
    private readonly log: UpdateLog,
    private readonly maxMessagesPerChat: number,
  ) {
    this.byId = journal.table<Channel>('channel');
    this.participants = journal.table<Participant>('participant');
    for (const participant of this.participants.values())
      this.membersOf(participant.channelId).set(participant.userId, participant);
    const posts = [...journal.table<ChannelMessage>('post').values()].sort((one, other) => one.id - other.id);
    for (const post of posts) this.postsOf(post.channelId).set(post.id, post);
  }

  create(facts: Pick<Channel, 'kind' | 'title' | 'about' | 'creatorId' | 'username' | 'date'>): Channel {
    let id = firstChannelId;
    while (this.byId.has(id.toString())) id++;
    const inviteHash = randomBytes(12).toString('base64url').replace(/^-/, 'A');
    const channel: Channel = { ...facts, id, inviteHash, pts: 1, lastMessageId: 0 };
    this.save(channel);
    return channel;
  }

  save(channel: Channel): void {
    this.journal.put('channel', channel.id.toString(), channel);
  }

  remove(channel: Channel): void {
    this.journal.remove('channel', channel.id.toString());
    for (const userId of this.membersOf(channel.id).keys())
      this.journal.remove('participant', `${channel.id}:${userId}`);
    for (const id of this.postsOf(channel.id).keys()) this.journal.remove('post', `${channel.id}:${id}`);
    this.members.delete(channel.id.toString());
    this.posts.delete(channel.id.toString());
  }

  find = (id: bigint): Channel | undefined => this.byId.get(id.toString());
  all = (): Channel[] => [...this.byId.values()];
  withInvite = (hash: string): Channel | undefined => this.all().find((channel) => channel.inviteHash === hash);
  withUsername = (name: string): Channel | undefined =>
    this.all().find((channel) => channel.username?.toLowerCase() === name.toLowerCase());

  private membersOf(channelId: bigint): Map<bigint, Participant> {
    const id = channelId.toString();
    let members = this.members.get(id);
    if (!members) {
      members = new Map();
      this.members.set(id, members);
    }
    return members;
  }

  participant = (channelId: bigint, userId: bigint): Participant | undefined => this.membersOf(channelId).get(userId);

  setParticipant(participant: Participant): void {
    this.membersOf(participant.channelId).set(participant.userId, participant);
    this.journal.put('participant', `${participant.channelId}:${participant.userId}`, participant);
  }

  isMember(channel: Channel, userId: bigint): boolean {
    const status = this.participant(channel.id, userId)?.status;
    return status !== undefined && insideStatuses.has(status);
  }

  isAdmin(channel: Channel, userId: bigint): boolean {
    const status = this.participant(channel.id, userId)?.status;
    return status === 'creator' || status === 'admin';
  }

  /** Whether the account may do what the right's name says; the creator may do all. */
  hasRight(channel: Channel, userId: bigint, right: string): boolean {
    const participant = this.participant(channel.id, userId);
    if (participant?.status === 'creator') return true;
    return participant?.status === 'admin' && participant.adminRights?.[right] === true;
  }

  /** All records of the channel, those who left or were banned as well. */
  participantsOf = (channelId: bigint): Participant[] => [...this.membersOf(channelId).values()];
  insiders = (channelId: bigint): Participant[] =>
    this.participantsOf(channelId).filter((participant) => insideStatuses.has(participant.status));
  memberCount = (channelId: bigint): number => this.insiders(channelId).length;
  of = (userId: bigint): Channel[] => this.all().filter((channel) => this.isMember(channel, userId));

  private postsOf(channelId: bigint): Map<number, ChannelMessage> {
    const id = channelId.toString();
    let posts = this.posts.get(id);
    if (!posts) {
      posts = new Map();
      this.posts.set(id, posts);
    }
    return posts;
  }

  post(
    channel: Channel,
    body: MessageBody,
    place: { isPost: boolean; replyToId?: number; author?: string },
  ): ChannelMessage {
    const message: ChannelMessage = { ...body, ...place, channelId: channel.id, id: ++channel.lastMessageId };
    const posts = this.postsOf(channel.id);
    posts.set(message.id, message);
    this.savePost(message);
    this.record(channel, 'new', [message.id]);
    if (posts.size > this.maxMessagesPerChat) {
      const oldest = posts.keys().next().value!;
      posts.delete(oldest);
      this.journal.remove('post', `${channel.id}:${oldest}`);
    }
    return message;
  }

  savePost(message: ChannelMessage): void {
    this.journal.put('post', `${message.channelId}:${message.id}`, message);
  }

  deletePosts(channel: Channel, ids: number[]): number[] {
    const posts = this.postsOf(channel.id);
    const gone = ids.filter((id) => posts.delete(id));
    for (const id of gone) this.journal.remove('post', `${channel.id}:${id}`);
    if (gone.length) this.record(channel, 'delete', gone);
    return gone;
  }

  /** Counts an event in the channel's own pts. */
  record(channel: Channel, kind: 'new' | 'edit' | 'delete', ids: number[]): void {
    channel.pts += ids.length;
    this.save(channel);
    this.log.recordChannel(channel.id, { pts: channel.pts, count: ids.length, kind, ids });
  }

  withPostId = (channelId: bigint, id: number): ChannelMessage | undefined => this.postsOf(channelId).get(id);
  messages = (channelId: bigint): ChannelMessage[] => [...this.postsOf(channelId).values()];
}
