import { make } from './dom.mjs';
import { ask } from './overlays.mjs';
import { clockTime, dayName } from './times.mjs';

/** The link of an invoice, such as https://t.me/$slug. */
export const isInvoiceLink = (url) => /^https:\/\/t\.me\/(\$|invoice\/)[\w-]+$/.test(url);

/** Shows what is to be paid, pays when the person agrees, and says that it is done. `act` resolves to undefined on a refusal. */
export async function pay(what, { words, act, say }) {
  const form = await act('invoice', what);
  if (!form) return;
  const { formId, title, description, stars, balance } = form;
  const text = `${title}\n${description}\n\n⭐ ${stars}\n${words.yourStars}: ${balance}`;
  if (!(await ask({ text, yes: `${words.pay} ⭐ ${stars}`, no: words.cancel }))) return;
  const done = await act('pay', { ...what, formId });
  if (done) say(`${words.paid} ⭐ ${stars}`);
}

/** Shows the receipt behind a service message. */
export async function showReceipt(messageId, { words, language, act }) {
  const receipt = await act('receipt', { messageId });
  if (!receipt) return;
  const { title, description, stars, date, transactionId } = receipt;
  const when = `${dayName(date, language, words.today)}, ${clockTime(date, language)}`;
  const text = `${words.receipt}\n${title}\n${description}\n\n⭐ ${stars}\n${when}`;
  await ask({ text, address: transactionId, yes: words.ok });
}

/** What an invoice says above its text. */
export function invoiceCard({ title, description, stars, receiptId }, words) {
  const price = receiptId ? `${words.paid} ⭐ ${stars}` : `⭐ ${stars}`;
  return make(
    'div',
    { class: 'invoice' },
    make('strong', { dir: 'auto' }, title),
    make('div', { dir: 'auto' }, description),
    make('div', { class: 'invoice-price' }, price),
  );
}
