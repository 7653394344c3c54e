import type {
  ApprovalOutcome,
  Channel,
  ChannelLookup,
  InviteLinkOutcome,
  MembershipLookup,
  TelegramLookups,
} from '../../src/ports/messenger';
import type {
  Invoice,
  InvoiceLinkOutcome,
  RefundOutcome,
  StarsBalance,
  StarsPage,
  StarsPageRequest,
  StarsTransaction,
} from '../../src/ports/stars';

/** Telegram's answers as a test arranges them, and how often each question was asked. */
export class ScriptedTelegram implements TelegramLookups {
  readonly channels = new Map<string, Channel>();
  /** By "<channel> <person>"; people without one are in no channel. */
  readonly members = new Map<string, MembershipLookup>();
  /** Answers to every question about a channel, whoever it is about. */
  readonly troubles = new Map<bigint, MembershipLookup>();
  readonly asked: string[] = [];
  approval: ApprovalOutcome = { kind: 'approved' };
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

  async approveJoin(channelId: bigint, telegramId: bigint): Promise<ApprovalOutcome> {
    this.asked.push(`approve ${channelId} ${telegramId}`);
    if (this.approval.kind === 'approved') this.joins(channelId, telegramId);
    return this.approval;
  }

  async createInviteLink(): Promise<InviteLinkOutcome> {
    this.asked.push('link');
    return this.link;
  }

  /** Links of invoices, by what they ask for. */
  readonly invoiceLinks: Invoice[] = [];
  invoiceLinkTrouble: Exclude<InvoiceLinkOutcome, { kind: 'created' }> | undefined;

  async createInvoiceLink(invoice: Invoice): Promise<InvoiceLinkOutcome> {
    if (this.invoiceLinkTrouble) return this.invoiceLinkTrouble;
    return { kind: 'created', link: `https://t.me/$link${this.invoiceLinks.push(invoice)}` };
  }

  /** What moved stars, oldest first, as Telegram lists it. */
  readonly starsMoved: StarsTransaction[] = [];
  /** Answers to refunds before the usual one. */
  readonly refundAnswers: RefundOutcome[] = [];
  starsTrouble: Extract<RefundOutcome, { kind: 'unknown' | 'flood' }> | undefined;

  async refundStars({ chargeId }: { chargeId: string }): Promise<RefundOutcome> {
    this.asked.push(`refund ${chargeId}`);
    const answer = this.refundAnswers.shift();
    if (answer) return answer;
    if (this.starsMoved.some(({ id, isRefund }) => id === chargeId && isRefund)) return { kind: 'already_refunded' };
    const paid = this.starsMoved.find(({ id }) => id === chargeId);
    if (!paid) return { kind: 'refused', detail: 'CHARGE_ID_INVALID' };
    this.starsMoved.push({ ...paid, isRefund: true, isIncoming: false });
    return { kind: 'refunded' };
  }

  async listStarsTransactions({ cursor = '0', limit, ascending }: StarsPageRequest): Promise<StarsPage> {
    this.asked.push(`stars ${cursor}`);
    if (this.starsTrouble) return this.starsTrouble;
    const from = Number(cursor);
    const all = ascending ? this.starsMoved : this.starsMoved.toReversed();
    const transactions = all.slice(from, from + limit);
    const isMore = from + limit < this.starsMoved.length;
    return { kind: 'page', transactions, next: isMore ? String(from + limit) : undefined };
  }

  async readStarsBalance(): Promise<StarsBalance> {
    const sum = this.starsMoved.reduce((total, { stars, isIncoming }) => total + (isIncoming ? stars : -stars), 0n);
    return { kind: 'read', stars: sum, nanos: 0 };
  }
}
