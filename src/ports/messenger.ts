import type { Stars } from './stars';

/**
 * The way to people: what the shop needs of a messenger, in words of its own. Chats are named by marked ids: a person by
 * the positive id, a channel or supergroup by -100 followed by its id, a small group by the negative id.
 */
export interface Messenger extends Stars {
  /** Sends a text, or says why not. The same `randomId` is the same message, however often it is sent. */
  sendText(message: TextMessage): Promise<SendOutcome>;
  sendFile(message: FileMessage): Promise<SendOutcome>;
  /** A picture that many get: sent by what Telegram knows it by, uploaded (once) when it knows it no more. */
  sendPhoto(message: PhotoMessage): Promise<SendOutcome>;
  /** Replaces text and keyboard; a missing keyboard removes it. `sent` also when an earlier try had done it. */
  editText(edit: TextEdit): Promise<SendOutcome>;
  /** Deletes for both sides. Messages that are gone already are no refusal. */
  deleteMessages(chatId: bigint, messageIds: readonly number[]): Promise<SendOutcome>;
  /** Ends the waiting circle on a pressed button. At most 200 characters of text. */
  answerPress(answer: PressAnswer): Promise<SendOutcome>;
  /** Messages of the bot's own in a channel or group with this very text, oldest first, among the next hundred after `after`. */
  findOwnPosts(chatId: bigint, o: { text: string; after: number }): Promise<OwnPostsLookup>;
  /** Shows "is typing" for some five seconds. */
  showTyping(chatId: bigint): Promise<SendOutcome>;
  /** The bot's own name, without the @; undefined while Telegram does not say. */
  readOwnName(): Promise<string | undefined>;
  /** Commands in the menu, for one language ('' for all others). */
  /** With `chatId` for one private chat, where they stand instead of all others; none give it the others again. */
  setCommands(languageCode: string, commands: readonly BotCommand[], chatId?: bigint): Promise<SendOutcome>;
  /** What the bot says of itself in one language: in an empty chat, and in its profile. Nothing is done where it is so already. */
  setProfile(languageCode: string, profile: BotProfile): Promise<SendOutcome>;
  /** The button beside the field for typing opens the commands. */
  showCommandsInMenu(): Promise<SendOutcome>;
  lookUpMember(channelId: bigint, telegramId: bigint): Promise<MembershipLookup>;
  /** `@name` or a t.me link of a public channel, or a marked id of one where the bot is. */
  findChannel(reference: string): Promise<ChannelLookup>;
  /** A link of the bot's own into a private channel; needs the right to invite. */
  createInviteLink(channelId: bigint): Promise<InviteLinkOutcome>;
  /** Lets somebody in who asked to join; needs the right to invite. Done again it changes nothing. */
  approveJoin(channelId: bigint, telegramId: bigint): Promise<ApprovalOutcome>;
  /** The content of a file or picture that somebody sent. At most `maxBytes`; larger ones are refused before they are fetched. */
  download(file: FileReference, maxBytes: number): Promise<DownloadOutcome>;
}

/** What a use case may ask Telegram, between transactions. */
export type TelegramLookups = Pick<
  Messenger,
  | 'lookUpMember'
  | 'findChannel'
  | 'createInviteLink'
  | 'approveJoin'
  | 'createInvoiceLink'
  | 'refundStars'
  | 'listStarsTransactions'
  | 'readStarsBalance'
>;

/** Offsets and lengths count UTF-16 units. */
export type TextEntity =
  | {
      readonly kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'code' | 'pre' | 'quote';
      readonly offset: number;
      readonly length: number;
    }
  | { readonly kind: 'link'; readonly offset: number; readonly length: number; readonly url: string };

export type MessageButton =
  /** At most 64 bytes of data. */
  | { readonly kind: 'callback'; readonly text: string; readonly data: string }
  | { readonly kind: 'url'; readonly text: string; readonly url: string }
  /** Puts `copyText` (at most 256 characters) on the clipboard. */
  | { readonly kind: 'copy'; readonly text: string; readonly copyText: string }
  /** Pays the invoice that it stands under; always the first button. */
  | { readonly kind: 'pay'; readonly text: string };

export type MessageKeyboard = readonly (readonly MessageButton[])[];

export interface MessageContent {
  /** At most 4096 UTF-16 units; 1024 under a file. */
  readonly text: string;
  readonly entities?: readonly TextEntity[];
  readonly keyboard?: MessageKeyboard;
}

export interface Addressed {
  readonly chatId: bigint;
  /** Made before the act, signed 64 bit, not 0. */
  readonly randomId: bigint;
  readonly replyTo?: number;
  readonly silent?: boolean;
}

export interface TextMessage extends Addressed, MessageContent {}

export interface OutgoingFile {
  readonly kind: 'document' | 'photo';
  readonly name: string;
  readonly mimeType: string;
  readonly content: Buffer;
}

export interface FileMessage extends Addressed, MessageContent {
  readonly file: OutgoingFile;
}

export interface SharedPhoto {
  /** The same picture has the same key. */
  readonly key: string;
  readonly reference: FileReference | undefined;
  readonly name: string;
  load(): Promise<Buffer>;
  /** Called when Telegram knows the picture by another reference. */
  keep(reference: FileReference): Promise<void>;
}

export interface PhotoMessage extends Addressed, MessageContent {
  readonly photo: SharedPhoto;
}

export interface TextEdit extends MessageContent {
  readonly chatId: bigint;
  readonly messageId: number;
}

/** So many messages are looked at in one lookup. */
export const OWN_POSTS_PAGE = 100;

export type OwnPostsLookup =
  | { readonly kind: 'found'; readonly messageIds: readonly number[] }
  | Extract<SendOutcome, { kind: 'flood' | 'refused' | 'unknown' }>;

export interface PressAnswer {
  readonly queryId: bigint;
  readonly text?: string;
  /** Shown in a box that must be closed, instead of in passing. */
  readonly alert?: boolean;
  readonly url?: string;
}

export interface BotProfile {
  readonly description: string;
  readonly about: string;
}

export interface BotCommand {
  readonly command: string;
  readonly description: string;
}

/**
 * What became of an act:
 * - `sent`: done. The id is undefined when only an earlier try, whose answer was lost, knew it.
 * - `flood`: not done; nothing of this scope may be tried for so many seconds. Remembered across restarts.
 * - `blocked`: the person blocked the bot, or never talked to it.
 * - `gone`: there is no such person, chat or message any more, or the bot is not in it; of an edit also: no such text, but
 *   an invoice.
 * - `refused`: Telegram (or our own check) will never take this.
 * - `unknown`: no answer in time; it may have been done. Try the same act with the same `randomId` again.
 */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: number | undefined }
  | { readonly kind: 'not_modified' }
  | { readonly kind: 'flood'; readonly seconds: number; readonly scope: string }
  | { readonly kind: 'blocked'; readonly detail: string }
  | { readonly kind: 'gone'; readonly what: 'chat' | 'message' | 'press'; readonly detail: string }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: 'not_connected' | 'timed_out' | 'trouble_at_telegram' };

export type MembershipLookup =
  | { readonly kind: 'member'; readonly isAdmin: boolean }
  | { readonly kind: 'not_member' }
  | {
      readonly kind: 'unknown';
      readonly reason:
        | 'bot_not_admin'
        | 'bot_not_in_channel'
        | 'no_such_user'
        | 'flood'
        | 'not_connected'
        | 'timed_out';
      readonly detail: string;
    };

export interface Channel {
  readonly id: bigint;
  readonly title: string;
  readonly username: string | null;
  readonly isGroup: boolean;
  readonly bot: BotStanding;
}

/** What the bot is in a channel or group, and may do there. */
export interface BotStanding {
  readonly isIn: boolean;
  readonly isAdmin: boolean;
  /** Groups: every member may, unless that was taken away. */
  readonly canPost: boolean;
  readonly canInvite: boolean;
}

export type ChannelLookup =
  | { readonly kind: 'found'; readonly channel: Channel }
  | { readonly kind: 'not_found'; readonly detail: string }
  | Extract<SendOutcome, { kind: 'flood' | 'unknown' }>;

export type InviteLinkOutcome =
  | { readonly kind: 'created'; readonly link: string }
  | { readonly kind: 'refused'; readonly detail: string }
  | Extract<SendOutcome, { kind: 'flood' | 'unknown' }>;

/** `no_request`: they asked no more, or were answered already. `refused`: the bot may not, or they cannot come in. */
export type ApprovalOutcome =
  | { readonly kind: 'approved' }
  | { readonly kind: 'no_request' }
  | { readonly kind: 'refused'; readonly detail: string }
  | Extract<SendOutcome, { kind: 'flood' | 'unknown' }>;

/** Opaque; comes with a received message and survives a restart. */
export interface FileReference {
  readonly id: string;
  readonly accessHash: string;
  /** Base64. */
  readonly fileReference: string;
  readonly dcId: number;
  readonly size: number;
  /** Of a picture: which of its sizes. */
  readonly thumbSize?: string;
}

export type DownloadOutcome =
  | { readonly kind: 'downloaded'; readonly content: Buffer }
  | Extract<SendOutcome, { kind: 'flood' | 'refused' | 'unknown' }>;
