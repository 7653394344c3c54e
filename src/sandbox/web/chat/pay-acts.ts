import bigInt from 'big-integer';
import type { Api } from 'telegram';
import type { UserClient } from '../user-client/user-client';
import type { BotPeer } from './bot-peer';
import { ChatError } from './chat-error';
import type { UserChat } from './user-chat';

/** What is paid: the invoice in a message of the chat, or the one a link leads to. */
export type Payable = { readonly messageId: number } | { readonly url: string };

/** The form before it is sent: what it costs and what the user has. Stars are whole. */
export interface PaymentFormView {
  readonly formId: string;
  readonly title: string;
  readonly description: string;
  readonly stars: number;
  readonly balance: number;
}

export interface ReceiptView {
  readonly title: string;
  readonly description: string;
  readonly stars: number;
  /** Seconds since the epoch. */
  readonly date: number;
  readonly transactionId: string;
}

/** Telegram gives the bot 10 s to approve; a little longer, and the refusal comes from Telegram itself. */
const PAY_MS = 20_000;

/** Asks for the form of an invoice. Rejects with ChatError. */
export function openInvoice(chat: UserChat, what: Payable): Promise<PaymentFormView> {
  return chat.act(async (client, bot) => {
    const { api, invoke } = client;
    const form = await invoke(new api.payments.GetPaymentForm({ invoice: invoiceOf(client, bot, what) }));
    if (!(form instanceof api.payments.PaymentFormStars))
      throw new ChatError('This is not paid in stars.', 'not_in_stars', 422);
    const { formId, title, description, invoice } = form;
    const stars = invoice.prices.reduce((sum, { amount }) => sum + Number(amount), 0);
    return { formId: formId.toString(), title, description, stars, balance: chat.state.stars };
  });
}

/** Sends the form. Rejects with ChatError when nothing was paid, or when it is not known. */
export function payInvoice(chat: UserChat, what: Payable, formId: string): Promise<void> {
  return chat.act(async (client, bot) => {
    const { api, invoke } = client;
    const request = { formId: bigInt(formId), invoice: invoiceOf(client, bot, what) };
    const result = await invoke(new api.payments.SendStarsForm(request), PAY_MS);
    if (result instanceof api.payments.PaymentResult) chat.take(result.updates);
  });
}

/** The receipt behind a service message of a payment. */
export function readReceipt(chat: UserChat, messageId: number): Promise<ReceiptView> {
  return chat.act(async ({ api, invoke }, bot) => {
    const receipt = await invoke(new api.payments.GetPaymentReceipt({ peer: bot.input, msgId: messageId }));
    if (!(receipt instanceof api.payments.PaymentReceiptStars))
      throw new ChatError('This was not paid in stars.', 'not_in_stars', 422);
    const { title, description, totalAmount, date, transactionId } = receipt;
    return { title, description, stars: Number(totalAmount), date, transactionId };
  });
}

/** The user's stars now. */
export async function readStars({ api, invoke }: UserClient): Promise<number> {
  const { balance } = await invoke(new api.payments.GetStarsStatus({ peer: new api.InputPeerSelf() }));
  return Number(balance.amount);
}

function invoiceOf({ api }: UserClient, bot: BotPeer, what: Payable): Api.TypeInputInvoice {
  if ('messageId' in what) return new api.InputInvoiceMessage({ peer: bot.input, msgId: what.messageId });
  return new api.InputInvoiceSlug({ slug: new URL(what.url).pathname.replace(/^\/(\$|invoice\/)/, '') });
}
