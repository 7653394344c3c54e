import type {
  Channel,
  ChannelLookup,
  InviteLinkOutcome,
  MembershipLookup,
  TelegramLookups,
} from '../../src/ports/messenger';

/** Telegram's answers as a test arranges them, and how often each question was asked. */
export class ScriptedTelegram implements TelegramLookups {
  readonly channels = new Map<string, Channel>();
  /** By "<channel> <person>"; people without one are in no channel. */
  readonly members = new Map<string, MembershipLookup>();
  /** Answers to every question about a channel, whoever it is about. */
  readonly troubles = new Map<bigint, MembershipLookup>();
  readonly asked: string[] = [];
  link: InviteLinkOutcome = { kind: 'refused', detail: 'CHAT_ADMIN_REQUIRED' };

  /** A channel where the bot is an admin, unless the facts say something else. */
  channel(facts: Partial<Omit<Channel, 'bot'>> & { bot?: Partial<Channel['bot']> } = {}): Channel {
    const id = facts.id ?? -1_001_500_000_000n - BigInt(this.channels.size + 1);
    const username = facts.username === undefined ? `channel_${this.channels.size + 1}` : facts.username;
    const bot = { isIn: true, isAdmin: true, canPost: true, canInvite: true, ...facts.bot };
    const channel = { title: `Channel ${this.channels.size + 1}`, isGroup: false, ...facts, id, username, bot };
    this.channels.set(String(id), channel);
    if (username) this.channels.set(`@${username}`, channel);
    return channel;
  }

  joins(channelId: bigint, telegramId: bigint): void {
    this.members.set(`${channelId} ${telegramId}`, { kind: 'member', isAdmin: false });
  }

  leaves(channelId: bigint, telegramId: bigint): void {
    this.members.delete(`${channelId} ${telegramId}`);
  }

  async lookUpMember(channelId: bigint, telegramId: bigint): Promise<MembershipLookup> {
    this.asked.push(`member ${channelId} ${telegramId}`);
    return this.troubles.get(channelId) ?? this.members.get(`${channelId} ${telegramId}`) ?? { kind: 'not_member' };
  }

  async findChannel(reference: string): Promise<ChannelLookup> {
    this.asked.push(`channel ${reference}`);
    const channel = this.channels.get(reference);
    return channel ? { kind: 'found', channel } : { kind: 'not_found', detail: 'USERNAME_NOT_OCCUPIED' };
  }

  async createInviteLink(): Promise<InviteLinkOutcome> {
    this.asked.push('link');
    return this.link;
  }
}
