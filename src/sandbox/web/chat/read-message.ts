import type { Api } from 'telegram';
import type { ChatButton, ChatFile, ChatMessage } from './chat-view';
import { readSpans } from './read-spans';

/** A message as the page shows it; undefined for what is no message any more. */
export function readMessage(message: Api.TypeMessage): ChatMessage | undefined {
  if (message.className === 'MessageEmpty') return undefined;
  const { id, date, out = false } = message;
  if (message.className === 'MessageService')
    return { id, date, out, text: '', spans: [], rows: [], service: serviceText(message.action) };
  const { message: text, entities, replyMarkup, editDate, editHide, media } = message;
  return {
    id,
    out,
    date,
    editDate: editHide ? undefined : editDate || undefined,
    text,
    spans: readSpans(text, entities),
    rows: readRows(replyMarkup),
    file: readFile(media),
  };
}

function readRows(markup: Api.TypeReplyMarkup | undefined): ChatButton[][] {
  if (markup?.className !== 'ReplyInlineMarkup') return [];
  return markup.rows.map((row) => row.buttons.map(readButton));
}

function readButton(button: Api.TypeKeyboardButton): ChatButton {
  const { text } = button;
  switch (button.className) {
    case 'KeyboardButtonCallback':
      return { kind: 'callback', text, data: Buffer.from(button.data).toString('base64') };
    case 'KeyboardButtonUrl':
      return { kind: 'url', text, url: button.url };
    case 'KeyboardButtonCopy':
      return { kind: 'copy', text, copyText: button.copyText };
    default:
      return { kind: 'unsupported', text };
  }
}

function readFile(media: Api.TypeMessageMedia | undefined): ChatFile | undefined {
  if (media?.className === 'MessageMediaPhoto')
    return { kind: 'photo', name: 'photo.jpg', mimeType: 'image/jpeg', bytes: 0 };
  if (media?.className !== 'MessageMediaDocument' || media.document?.className !== 'Document') return undefined;
  const { attributes, mimeType, size } = media.document;
  const named = attributes.find((attribute) => attribute.className === 'DocumentAttributeFilename');
  const name = named && 'fileName' in named ? named.fileName : 'file';
  return { kind: 'document', name, mimeType, bytes: Number(size) };
}

function serviceText(action: Api.TypeMessageAction): string {
  if (action.className === 'MessageActionHistoryClear') return 'History was cleared';
  return action.className.replace('MessageAction', '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}
