import type { MessageContent, OutgoingFile, SharedPhoto } from './messenger';
import type { Invoice } from './stars';

/** A row of the outbox made into what goes over the wire. */
export interface RenderedMessage extends MessageContent {
  /** Edits this message instead of sending a new one. */
  readonly edit?: number;
  /** With `edit`: when that message is gone, send a new one. */
  readonly orSend?: boolean;
  /** Deletes these messages; nothing is sent. */
  readonly delete?: readonly number[];
  readonly replyTo?: number;
  readonly silent?: boolean;
  readonly file?: OutgoingFile;
  readonly photo?: SharedPhoto;
  /** Sends this invoice, as a message of its own: it has no other text, and takes no other message's place. */
  readonly invoice?: Invoice;
}
