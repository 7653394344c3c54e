import type { Invoice } from '../stars/star-records';
import type { TlObject } from '../tl/tl-object';

/** A person or a bot. Stored under its id. */
export interface Account {
  id: bigint;
  kind: 'user' | 'bot';
  firstName: string;
  lastName?: string;
  username?: string;
  langCode?: string;
  /** Users: how they sign in. */
  phone?: string;
  loginCode?: string;
  /** Bots: how they sign in. */
  token?: string;
  /** Accounts this one has blocked. */
  blocked: bigint[];
  commands: BotCommandList[];
  /** Bots: what the profile and the menu button say. */
  about?: string;
  description?: string;
  /** The same in languages, by their codes. */
  infos?: Record<string, { about?: string; description?: string }>;
  menuButton?: TlObject;
}

/** The commands a bot has set for one scope and language. */
export interface BotCommandList {
  /** Name of the BotCommandScope constructor. */
  scope: string;
  /** For scopes of one peer. */
  peerId?: bigint;
  langCode: string;
  commands: { command: string; description: string }[];
}

/** Counters of one account's private chats and of its participant events. */
export interface Box {
  pts: number;
  qts: number;
  lastMessageId: number;
  /** Highest message id read, per other account (decimal id). */
  readUpTo: Record<string, number>;
}

/** What every message has, wherever it stands. Entities, markup, media and action are TL objects ready to be sent. */
export interface MessageBody {
  fromId: bigint;
  /** Seconds. */
  date: number;
  editDate?: number;
  text: string;
  entities?: TlObject[];
  markup?: TlObject;
  media?: TlObject;
  /** A service message: what happened. */
  action?: TlObject;
  silent?: boolean;
  noforwards?: boolean;
  forward?: TlObject;
  viaBotId?: bigint;
  /** What the message's Pay button sells. */
  invoice?: Invoice;
  /** A service message of a payment or a refund: which. */
  chargeId?: string;
}

/** One private message with both copies: ids differ per account, and 0 means that side has deleted its copy. */
export interface PrivateMessage extends MessageBody {
  key: string;
  toId: bigint;
  fromMessageId: number;
  toMessageId: number;
  /** Key of the private message answered. */
  replyTo?: string;
  /** An invoice that was paid: the key of the service message, per payer (decimal id). */
  receipts?: Record<string, string>;
}

/** One message of a channel or supergroup. */
export interface ChannelMessage extends MessageBody {
  channelId: bigint;
  id: number;
  /** Posts appear in the channel's name. */
  isPost: boolean;
  replyToId?: number;
  author?: string;
}

export interface Channel {
  id: bigint;
  kind: 'channel' | 'supergroup';
  title: string;
  about: string;
  username?: string;
  creatorId: bigint;
  date: number;
  inviteHash: string;
  /** Who wants to come in must be let in by an admin. */
  approvesJoins?: boolean;
  /** Users who asked to be let in, oldest first. */
  requesters?: bigint[];
  pts: number;
  lastMessageId: number;
  pinnedId?: number;
  defaultBannedRights?: TlObject;
}

/** What one account is to one channel. No record: it never was a member. */
export interface Participant {
  channelId: bigint;
  userId: bigint;
  status: 'creator' | 'admin' | 'member' | 'restricted' | 'left' | 'banned';
  date: number;
  inviterId?: bigint;
  promotedBy?: bigint;
  adminRights?: TlObject;
  rank?: string;
  kickedBy?: bigint;
  bannedRights?: TlObject;
}

/** One step of an account's pts. Messages are named, not copied: a difference shows them as they are now. */
export interface PrivateEvent {
  pts: number;
  count: number;
  kind: 'new' | 'edit' | 'delete';
  key?: string;
  ids?: number[];
  /** Of a small group: as this account has it. */
  message?: TlObject;
}

export interface QtsEvent {
  qts: number;
  update: TlObject;
}

export interface ChannelEvent {
  pts: number;
  count: number;
  kind: 'new' | 'edit' | 'delete';
  ids: number[];
}

export interface StoredFile {
  id: bigint;
  kind: 'document' | 'photo';
  name: string;
  mimeType: string;
  bytes: Buffer;
  date: number;
  attributes: TlObject[];
  /** How often what proves it ran out. */
  expiries?: number;
}
