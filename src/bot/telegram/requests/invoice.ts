import type { MessageKeyboard } from '../../../ports/messenger';
import type { Invoice } from '../../../ports/stars';
import { Api, toLong } from '../gramjs';
import { buttonFault } from './content';

const TITLE_LENGTH = 32;
const DESCRIPTION_LENGTH = 255;
const PAYLOAD_BYTES = 128;

/** Why Telegram would refuse this invoice; undefined when it would not. */
export function invoiceFault({ title, description, payload, stars, label }: Invoice): string | undefined {
  if (title.trim() === '' || title.length > TITLE_LENGTH) return `INVOICE_TITLE_LENGTH: ${title.length} of 1 to 32`;
  if (description.trim() === '' || description.length > DESCRIPTION_LENGTH)
    return `INVOICE_DESCRIPTION_LENGTH: ${description.length} of 1 to 255`;
  const bytes = Buffer.byteLength(payload);
  if (bytes < 1 || bytes > PAYLOAD_BYTES) return `INVOICE_PAYLOAD_LENGTH: ${bytes} of 1 to 128 bytes`;
  if (!Number.isSafeInteger(stars) || stars < 1) return 'INVOICE_STARS_NOT_WHOLE';
  return label.trim() === '' ? 'INVOICE_LABEL_EMPTY' : undefined;
}

/** The pay button is the first one, and the only one; Telegram makes it where there is no keyboard. */
export function invoiceKeyboardFault(keyboard: MessageKeyboard = []): string | undefined {
  const [first, ...others] = keyboard.flat();
  if (first && first.kind !== 'pay') return 'BUTTON_PAY_NOT_FIRST';
  if (others.some(({ kind }) => kind === 'pay')) return 'BUTTON_PAY_TWICE';
  return buttonFault([first, ...others].filter((button) => button !== undefined));
}

/** An invoice in Stars names no provider, and has one price. */
export function writeInvoice({ title, description, payload, stars, label }: Invoice): Api.InputMediaInvoice {
  const price = new Api.LabeledPrice({ label, amount: toLong(BigInt(stars)) });
  return new Api.InputMediaInvoice({
    title,
    description,
    payload: Buffer.from(payload),
    providerData: new Api.DataJSON({ data: '{}' }),
    invoice: new Api.Invoice({ currency: 'XTR', prices: [price] }),
  });
}
