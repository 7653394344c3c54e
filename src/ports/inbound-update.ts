import type { FileReference, TextEntity } from './messenger';

/** Somebody on Telegram, as the update that came from him says. */
export interface Person {
  readonly telegramId: bigint;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly username: string | null;
  readonly languageCode: string | null;
}

interface Received {
  /** The row in the inbox. */
  readonly id: bigint;
  readonly receivedAt: Date;
  /** Failed tries before this one. */
  readonly attempts: number;
}

/** A private message to the bot. */
export interface InboundMessage {
  readonly kind: 'message';
  readonly from: Person;
  readonly messageId: number;
  readonly sentAt: Date;
  /** Empty for a message without text; a file's caption otherwise. */
  readonly text: string;
  readonly entities: readonly TextEntity[];
  readonly replyToMessageId: number | null;
  readonly document: InboundDocument | null;
  /** A picture sent as such: in its largest size. */
  readonly photo?: FileReference;
  /** A message of this one's author was forwarded from there. */
  readonly forwardedFromChannelId: bigint | null;
}

export interface InboundDocument extends FileReference {
  readonly name: string | null;
  readonly mimeType: string;
}

/** A button was pressed. Presses made while the bot was away are never delivered, so each may be answered late only. */
export interface InboundPress {
  readonly kind: 'press';
  readonly from: Person;
  readonly queryId: bigint;
  /** Where the message with the button is. */
  readonly chatId: bigint;
  readonly messageId: number;
  readonly data: string;
}

/** A person blocked the bot, or took that back. */
export interface InboundBlock {
  readonly kind: 'block';
  readonly from: Person;
  readonly isBlocking: boolean;
  readonly at: Date;
}

/** Somebody joined or left a channel where the bot is an admin. */
export interface InboundParticipant {
  readonly kind: 'participant';
  readonly from: Person;
  readonly channelId: bigint;
  readonly isMember: boolean;
  readonly isAdmin: boolean;
  /** Who did it: the person himself, or an admin. */
  readonly actorId: bigint;
  readonly at: Date;
}

/** Somebody asks to be let into a channel where the bot may invite. */
export interface InboundJoinRequest {
  readonly kind: 'join_request';
  readonly from: Person;
  readonly channelId: bigint;
  readonly at: Date;
}

/** A post in a channel or group where the bot is. */
export interface InboundPost {
  readonly kind: 'post';
  readonly chatId: bigint;
  readonly chatTitle: string | null;
  /** Undefined for posts in the channel's own name. */
  readonly authorId: bigint | null;
  readonly messageId: number;
  readonly sentAt: Date;
  /** When its present text was written, if that is not the first one. */
  readonly editedAt?: Date;
  readonly text: string;
}

/** A small group became a supergroup, which has another id; its posts come from there. */
export interface InboundMigration {
  readonly kind: 'migration';
  /** Of the supergroup. */
  readonly chatId: bigint;
  readonly fromChatId: bigint;
  readonly chatTitle: string | null;
}

/** Somebody paid the bot: the money is there. */
export interface InboundPayment {
  readonly kind: 'payment';
  /** Who paid. */
  readonly from: Person;
  readonly messageId: number;
  readonly sentAt: Date;
  /** XTR: Telegram Stars. */
  readonly currency: string;
  /** In the smallest unit of the currency: whole stars. */
  readonly amount: bigint;
  /** Of the invoice. */
  readonly payload: string;
  /** Unique for ever. */
  readonly chargeId: string;
  readonly providerChargeId: string;
}

/** A payment was given back, by the bot or by Telegram. */
export interface InboundPaymentRefund extends Omit<InboundPayment, 'kind' | 'payload'> {
  readonly kind: 'payment_refund';
  readonly payload: string | null;
}

export type InboundEvent =
  | InboundMessage
  | InboundPress
  | InboundBlock
  | InboundParticipant
  | InboundJoinRequest
  | InboundPost
  | InboundMigration
  | InboundPayment
  | InboundPaymentRefund;

/** One update as it waits in the inbox, with no type of Telegram's library in it. */
export type InboundUpdate = Received & InboundEvent;

/** Handles one update; a thrown error means "again, later". Handling the same update twice must be harmless. */
export type HandleUpdate = (update: InboundUpdate) => Promise<void>;
