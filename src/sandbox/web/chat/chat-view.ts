/** What the page knows of a chat. Every text is plain text: the page never takes any of it for markup. */
export interface ChatState {
  readonly user: { readonly id: string; readonly name: string; readonly username?: string; readonly language: string };
  readonly bot: BotView;
  readonly connection: Connection;
  readonly blocked: boolean;
  /** Highest id of an own message that the bot has read. */
  readonly readUpTo: number;
  /** Telegram Stars that the user has. */
  readonly stars: number;
  /** Oldest first. */
  readonly messages: readonly ChatMessage[];
}

export type Connection = 'connecting' | 'online' | 'failed';

export interface BotView {
  readonly name: string;
  readonly username: string;
  readonly description?: string;
  readonly commands: readonly { readonly command: string; readonly description: string }[];
}

export interface ChatMessage {
  /** The user's own id of the message. */
  readonly id: number;
  readonly out: boolean;
  /** Seconds since the epoch. */
  readonly date: number;
  readonly editDate?: number;
  readonly text: string;
  readonly spans: readonly TextSpan[];
  readonly rows: readonly (readonly ChatButton[])[];
  readonly file?: ChatFile;
  /** A service message: what happened, in words. */
  readonly service?: string;
  /** A service message of a payment: its receipt can be read. */
  readonly hasReceipt?: boolean;
  readonly invoice?: ChatInvoice;
}

/** Something to pay in stars; once paid, the id of the message with the receipt. */
export interface ChatInvoice {
  readonly title: string;
  readonly description: string;
  readonly stars: number;
  readonly receiptId?: number;
}

/** A format of a part of the text; offset and length count UTF-16 units. */
export interface TextSpan {
  readonly kind: SpanKind;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly collapsed?: boolean;
}

export type SpanKind =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'spoiler'
  | 'code'
  | 'pre'
  | 'quote'
  | 'link'
  | 'mention'
  | 'command'
  | 'email'
  | 'phone'
  | 'hashtag';

export type ChatButton =
  | { readonly kind: 'callback'; readonly text: string; readonly data: string }
  | { readonly kind: 'url'; readonly text: string; readonly url: string }
  | { readonly kind: 'copy'; readonly text: string; readonly copyText: string }
  | { readonly kind: 'pay'; readonly text: string }
  | { readonly kind: 'unsupported'; readonly text: string };

export interface ChatFile {
  readonly kind: 'document' | 'photo';
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
}

/** One thing that happened to a chat; the kind becomes the name of the event that the page receives. */
export type ChatChange =
  | { readonly kind: 'state'; readonly state: ChatState }
  | { readonly kind: 'message'; readonly message: ChatMessage }
  | { readonly kind: 'gone'; readonly ids: readonly number[] }
  | { readonly kind: 'typing'; readonly on: boolean }
  | { readonly kind: 'read'; readonly upTo: number }
  | { readonly kind: 'stars'; readonly stars: number }
  /** Telegram itself says something, such as why a bot refused a payment. */
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'bot'; readonly bot: BotView }
  | { readonly kind: 'blocked'; readonly blocked: boolean }
  | { readonly kind: 'connection'; readonly connection: Connection };

/** What a pressed button led to. */
export interface PressAnswer {
  readonly text?: string;
  readonly alert: boolean;
  readonly url?: string;
}
