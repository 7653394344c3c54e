import type { MessageButton, MessageContent, MessageKeyboard } from '../../../ports/messenger';
import { writeEntities } from '../entities';
import { Api } from '../gramjs';

const CALLBACK_BYTES = 64;
const COPY_LENGTH = 256;
export const TEXT_LENGTH = 4096;
export const CAPTION_LENGTH = 1024;

/** Why Telegram would refuse this content; undefined when it would not. Lengths are UTF-16 units. */
export function contentFault({ text, keyboard }: MessageContent, maxLength: number): string | undefined {
  if (text.length > maxLength) return `TEXT_TOO_LONG: ${text.length} of ${maxLength} units`;
  if (maxLength === TEXT_LENGTH && text.trim() === '') return 'TEXT_EMPTY';
  for (const button of (keyboard ?? []).flat()) {
    if (button.text === '') return 'BUTTON_TEXT_EMPTY';
    if (button.kind === 'callback' && Buffer.byteLength(button.data) > CALLBACK_BYTES) return 'BUTTON_DATA_TOO_LONG';
    if (button.kind === 'copy' && button.copyText.length > COPY_LENGTH) return 'BUTTON_COPY_TEXT_TOO_LONG';
  }
  return undefined;
}

export function contentOf({ text, entities, keyboard }: MessageContent) {
  return { message: text, entities: writeEntities(entities), replyMarkup: writeKeyboard(keyboard) };
}

/** Defect 19: the package takes a keyboard of copy buttons alone for a reply keyboard, so the markup is built here. */
function writeKeyboard(keyboard: MessageKeyboard | undefined): Api.ReplyInlineMarkup | undefined {
  const rows = (keyboard ?? []).filter((row) => row.length > 0);
  if (rows.length === 0) return undefined;
  return new Api.ReplyInlineMarkup({
    rows: rows.map((row) => new Api.KeyboardButtonRow({ buttons: row.map(writeButton) })),
  });
}

function writeButton(button: MessageButton): Api.TypeKeyboardButton {
  const { text } = button;
  if (button.kind === 'url') return new Api.KeyboardButtonUrl({ text, url: button.url });
  if (button.kind === 'copy') return new Api.KeyboardButtonCopy({ text, copyText: button.copyText });
  return new Api.KeyboardButtonCallback({ text, data: Buffer.from(button.data) });
}
