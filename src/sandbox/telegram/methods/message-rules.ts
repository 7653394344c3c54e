import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import type { Account } from '../world/records';
import type { World } from '../world/world';

/** UTF-16 units, as Telegram counts. */
const longestText = 4096;
const longestCaption = 1024;
const mostEntities = 100;
const mostButtons = 100;

export function checkText(text: string): string {
  if (text.trim() === '') throw badRequest('MESSAGE_EMPTY');
  if (text.length > longestText) throw badRequest('MESSAGE_TOO_LONG');
  return text;
}

export function checkCaption(text: string): string {
  if (text.length > longestCaption) throw badRequest('MEDIA_CAPTION_TOO_LONG');
  return text;
}

/** Entities must lie inside the text; those beyond the limit are dropped, as the real server does. */
export function checkEntities(
  world: World,
  sender: Account,
  text: string,
  entities: TlObject[] | undefined,
): TlObject[] | undefined {
  if (!entities?.length) return undefined;
  return entities.slice(0, mostEntities).map((entity) => {
    const { offset, length } = entity;
    if (offset < 0 || length <= 0 || offset + length > text.length) throw badRequest('ENTITY_BOUNDS_INVALID');
    if (entity._ !== 'inputMessageEntityMentionName') return entity;
    return { _: 'messageEntityMentionName', offset, length, userId: world.peers.user(sender, entity.userId).id };
  });
}

/** Only bots send keyboards. Throws REPLY_MARKUP_INVALID, BUTTON_DATA_INVALID, BUTTON_URL_INVALID and so on. */
export function checkMarkup(sender: Account, markup: TlObject | undefined): TlObject | undefined {
  if (!markup || sender.kind !== 'bot') return undefined;
  const rows = (markup.rows ?? []) as TlObject[];
  const buttons = rows.flatMap((row) => row.buttons as TlObject[]);
  if (markup._ === 'replyInlineMarkup' || markup._ === 'replyKeyboardMarkup') {
    if (buttons.length > mostButtons) throw badRequest('REPLY_MARKUP_TOO_LONG');
    if (markup._ === 'replyKeyboardMarkup' && buttons.length === 0) throw badRequest('REPLY_MARKUP_INVALID');
    for (const button of buttons) checkButton(button, markup._ === 'replyInlineMarkup');
  }
  // An inline keyboard without a button is no keyboard.
  return markup._ === 'replyInlineMarkup' && buttons.length === 0 ? undefined : markup;
}

const inlineButtons = new Set([
  'keyboardButtonCallback',
  'keyboardButtonUrl',
  'keyboardButtonCopy',
  'keyboardButtonWebView',
  'keyboardButtonSwitchInline',
  'keyboardButtonBuy',
  'keyboardButtonGame',
  'keyboardButtonUserProfile',
  'keyboardButtonUrlAuth',
]);

function checkButton(button: TlObject, isInline: boolean): void {
  if (isInline !== inlineButtons.has(button._)) throw badRequest('BUTTON_TYPE_INVALID');
  if (typeof button.text !== 'string' || button.text.trim() === '') throw badRequest('BUTTON_TEXT_INVALID');
  if (button._ === 'keyboardButtonCallback' && (button.data.length < 1 || button.data.length > 64))
    throw badRequest('BUTTON_DATA_INVALID');
  if (button._ === 'keyboardButtonCopy' && (button.copyText.length < 1 || button.copyText.length > 256))
    throw badRequest('BUTTON_COPY_TEXT_INVALID');
  if (button._ === 'keyboardButtonUrl' && !/^(https?|tg|ton):\/\/\S+$|^[\w-]+(\.[\w-]+)+(\/\S*)?$/i.test(button.url))
    throw badRequest('BUTTON_URL_INVALID');
}
