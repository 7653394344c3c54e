import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import type { Account } from '../world/records';
import type { Invoice } from './star-records';

const isPay = (button: TlObject | undefined) => button?._ === 'keyboardButtonBuy';

const row = (button: TlObject): TlObject => ({ _: 'keyboardButtonRow', buttons: [button] });

/** A Pay button stands first under an invoice and nowhere else; an invoice whose keyboard begins otherwise gets one. */
export function withPayButton(markup: TlObject | undefined, invoice: Invoice | undefined): TlObject | undefined {
  const rows = (markup?.rows ?? []) as TlObject[];
  const [first, ...others] = rows.flatMap(({ buttons }) => buttons as TlObject[]);
  if (others.some(isPay) || (isPay(first) && !invoice)) throw badRequest('BUTTON_TYPE_INVALID');
  if (!invoice || isPay(first)) return markup;
  if (markup && markup._ !== 'replyInlineMarkup') throw badRequest('REPLY_MARKUP_INVALID');
  const pay = { _: 'keyboardButtonBuy', text: `Pay ⭐️${invoice.stars}` };
  return { _: 'replyInlineMarkup', rows: [row(pay), ...rows] };
}

/** Under a forwarded invoice: whoever has it may pay it, or is led to the bot, when the invoice has a start parameter. */
export function forwardedPayButton(bot: Account, invoice: Invoice): TlObject | undefined {
  if (invoice.startParam === undefined) return withPayButton(undefined, invoice);
  const url = `https://t.me/${bot.username}?start=${invoice.startParam}`;
  return { _: 'replyInlineMarkup', rows: [row({ _: 'keyboardButtonUrl', text: `Pay ⭐️${invoice.stars}`, url })] };
}
