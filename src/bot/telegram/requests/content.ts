import type { MessageButton, MessageContent, MessageKeyboard, TextEntity } from '../../../ports/messenger';
import { isCopyable } from '../../copyable';
import { Api } from '../gramjs';

const CALLBACK_BYTES = 64;
export const TEXT_LENGTH = 4096;
export const CAPTION_LENGTH = 1024;

/** Why Telegram would refuse this content; undefined when it would not. Lengths are UTF-16 units. */
export function contentFault({ text, keyboard }: MessageContent, maxLength: number): string | undefined {
  if (text.length > maxLength) return `TEXT_TOO_LONG: ${text.length} of ${maxLength} units`;
  if (maxLength === TEXT_LENGTH && text.trim() === '') return 'TEXT_EMPTY';
  const buttons = (keyboard ?? []).flat();
  return buttons.some(({ kind }) => kind === 'pay') ? 'BUTTON_PAY_WITHOUT_INVOICE' : buttonFault(buttons);
}

/** The same of a message's buttons alone. */
export function buttonFault(buttons: readonly MessageButton[]): string | undefined {
  for (const button of buttons) {
    if (button.text === '') return 'BUTTON_TEXT_EMPTY';
    if (button.kind === 'callback' && Buffer.byteLength(button.data) > CALLBACK_BYTES) return 'BUTTON_DATA_TOO_LONG';
    if (button.kind === 'copy' && !isCopyable(button.copyText)) return 'BUTTON_COPY_TEXT_INVALID';
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
  if (button.kind === 'pay') return new Api.KeyboardButtonBuy({ text });
  if (button.kind === 'copy') return new Api.KeyboardButtonCopy({ text, copyText: button.copyText });
  return new Api.KeyboardButtonCallback({ text, data: Buffer.from(button.data) });
}

type Place = { offset: number; length: number };

const makers: Record<TextEntity['kind'], (place: Place, url: string) => Api.TypeMessageEntity> = {
  bold: (place) => new Api.MessageEntityBold(place),
  italic: (place) => new Api.MessageEntityItalic(place),
  underline: (place) => new Api.MessageEntityUnderline(place),
  strike: (place) => new Api.MessageEntityStrike(place),
  spoiler: (place) => new Api.MessageEntitySpoiler(place),
  code: (place) => new Api.MessageEntityCode(place),
  pre: (place) => new Api.MessageEntityPre({ ...place, language: '' }),
  quote: (place) => new Api.MessageEntityBlockquote(place),
  link: (place, url) => new Api.MessageEntityTextUrl({ ...place, url }),
};

const kinds = new Map<string, Exclude<TextEntity['kind'], 'link'>>([
  ['MessageEntityBold', 'bold'],
  ['MessageEntityItalic', 'italic'],
  ['MessageEntityUnderline', 'underline'],
  ['MessageEntityStrike', 'strike'],
  ['MessageEntitySpoiler', 'spoiler'],
  ['MessageEntityCode', 'code'],
  ['MessageEntityPre', 'pre'],
  ['MessageEntityBlockquote', 'quote'],
]);

/**
 * Formatting goes beside the text, never through the package's HTML or Markdown readers: they delete links that contain
 * a plus sign and do not know half of the formats (defects 12 and 13). Empty entities are left out: Telegram refuses them.
 */
export function writeEntities(entities: readonly TextEntity[] = []): Api.TypeMessageEntity[] | undefined {
  const written = entities
    .filter(({ length }) => length > 0)
    .map((entity) =>
      makers[entity.kind]({ offset: entity.offset, length: entity.length }, 'url' in entity ? entity.url : ''),
    );
  return written.length > 0 ? written : undefined;
}

/** Kinds that the shop has no word for are left out. */
export function readEntities(entities: readonly Api.TypeMessageEntity[] | null | undefined): TextEntity[] {
  return (entities ?? []).flatMap((entity): TextEntity[] => {
    const place = { offset: entity.offset, length: entity.length };
    if (entity instanceof Api.MessageEntityTextUrl) return [{ kind: 'link', ...place, url: entity.url }];
    const kind = kinds.get(entity.className);
    return kind ? [{ kind, ...place }] : [];
  });
}
