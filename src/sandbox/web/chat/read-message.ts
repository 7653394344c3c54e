import type { Api } from 'telegram';
import type { ChatButton, ChatFile, ChatInvoice, ChatMessage } from './chat-view';
import { readSpans } from './read-spans';

/** A message as the page shows it; undefined for what is no message any more. */
export function readMessage(message: Api.TypeMessage): ChatMessage | undefined {
  if (message.className === 'MessageEmpty') return undefined;
  const { id, date, out = false } = message;
  if (message.className === 'MessageService') {
    const { action } = message;
    const hasReceipt = action.className === 'MessageActionPaymentSent' || undefined;
    return { id, date, out, text: '', spans: [], rows: [], service: serviceText(action), hasReceipt };
  }
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
    invoice: readInvoice(media),
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
    case 'KeyboardButtonBuy':
      return { kind: 'pay', text };
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

function readInvoice(media: Api.TypeMessageMedia | undefined): ChatInvoice | undefined {
  if (media?.className !== 'MessageMediaInvoice' || media.currency !== 'XTR') return undefined;
  const { title, description, totalAmount, receiptMsgId } = media;
  return { title, description, stars: Number(totalAmount), receiptId: receiptMsgId || undefined };
}

function serviceText(action: Api.TypeMessageAction): string {
  if (action.className === 'MessageActionHistoryClear') return 'History was cleared';
  if (action.className === 'MessageActionPaymentSent') return `You paid ${starsInWords(action.totalAmount)}`;
  if (action.className === 'MessageActionPaymentRefunded') return `You got ${starsInWords(action.totalAmount)} back`;
  return action.className.replace('MessageAction', '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

const starsInWords = (stars: Api.long) => (Number(stars) === 1 ? '1 star' : `${stars} stars`);
