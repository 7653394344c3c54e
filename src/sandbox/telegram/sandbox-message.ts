import { faceOf } from './stars/payment-faces';
import type { Invoice } from './stars/star-records';
import type { TlObject } from './tl/tl-object';
import type { ChannelMessage, MessageBody, PrivateMessage } from './world/records';

/** A button of an inline keyboard, in words. */
export interface SandboxButton {
  kind: 'callback' | 'url' | 'copy' | 'pay' | 'other';
  text: string;
  /** Callback data, link or text to copy. */
  value: string;
}

export interface SandboxMessage {
  id: number;
  fromId: bigint;
  /** Seconds. */
  date: number;
  editDate: number | undefined;
  text: string;
  /** `kind` is the constructor's name, offsets count UTF-16 units. */
  entities: { kind: string; offset: number; length: number; url?: string }[];
  /** Rows of the inline keyboard. */
  buttons: SandboxButton[][];
  media: { kind: 'photo' | 'document'; fileId: bigint; name?: string; mimeType?: string; size: number } | undefined;
  /** An invoice in stars, and whether whoever looks has paid it. */
  invoice: { title: string; description: string; stars: number; isPaid: boolean } | undefined;
  /** Service messages: the constructor's name of what happened. */
  action: string | undefined;
}

function showBody(body: MessageBody): Omit<SandboxMessage, 'id'> {
  const rows = body.markup?._ === 'replyInlineMarkup' ? (body.markup.rows as TlObject[]) : [];
  return {
    fromId: body.fromId,
    date: body.date,
    editDate: body.editDate,
    text: body.text,
    entities: (body.entities ?? []).map(({ _: kind, offset, length, url }) => ({
      kind,
      offset,
      length,
      ...(url ? { url } : {}),
    })),
    buttons: rows.map((row) => (row.buttons as TlObject[]).map(showButton)),
    media: body.media && showMedia(body.media),
    invoice: undefined,
    action: body.action?._,
  };
}

function showButton(button: TlObject): SandboxButton {
  const { text } = button;
  if (button._ === 'keyboardButtonCallback') return { kind: 'callback', text, value: button.data.toString() };
  if (button._ === 'keyboardButtonUrl') return { kind: 'url', text, value: button.url };
  if (button._ === 'keyboardButtonBuy') return { kind: 'pay', text, value: '' };
  if (button._ === 'keyboardButtonCopy') return { kind: 'copy', text, value: button.copyText };
  return { kind: 'other', text, value: button._ };
}

function showMedia(media: TlObject): SandboxMessage['media'] {
  if (media._ === 'messageMediaInvoice') return undefined;
  if (media._ === 'messageMediaPhoto')
    return { kind: 'photo', fileId: media.photo.id, size: media.photo.sizes[0].size };
  const { id, mimeType, size, attributes } = media.document;
  const named = (attributes as TlObject[]).find((attribute) => attribute._ === 'documentAttributeFilename');
  return { kind: 'document', fileId: id, name: named?.fileName, mimeType, size: Number(size) };
}

const showInvoice = (viewerId: bigint, { receipts }: PrivateMessage, { title, description, stars }: Invoice) => ({
  title,
  description,
  stars: Number(stars),
  isPaid: receipts?.[viewerId.toString()] !== undefined,
});

export const showPrivateMessage = (viewerId: bigint, message: PrivateMessage): SandboxMessage => ({
  id: message.fromId === viewerId ? message.fromMessageId : message.toMessageId,
  ...showBody(faceOf(viewerId, message, () => undefined)),
  invoice: message.invoice && showInvoice(viewerId, message, message.invoice),
});

export const showChannelMessage = (message: ChannelMessage): SandboxMessage => ({
  id: message.id,
  ...showBody(message),
});
