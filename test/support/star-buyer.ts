import { Api, type TelegramClient } from 'telegram';
import type { mtcuteClient } from './mtcute-client';

export type MtcuteClient = Awaited<ReturnType<typeof mtcuteClient>>;

/** What a user pays: an invoice in the chat with a bot, by the user's own message id, or a link that he was given. */
export type Payable = { bot: string; messageId: number } | { url: string };

const slugOf = (url: string): string => {
  const slug = /^https:\/\/t\.me\/\$([\w-]+)$/.exec(url)?.[1];
  if (!slug) throw new Error(`${url} is no link of an invoice`);
  return slug;
};

/** The same as an InputInvoice of GramJS. */
export async function gramjsInvoice(user: TelegramClient, what: Payable): Promise<Api.TypeInputInvoice> {
  if ('url' in what) return new Api.InputInvoiceSlug({ slug: slugOf(what.url) });
  return new Api.InputInvoiceMessage({ peer: await user.getInputEntity(what.bot), msgId: what.messageId });
}

/** Shows the form and sends it, as a user's tap on Pay and on the confirmation does. Rejects with GramJS's RPCError. */
export async function payWithGramjs(user: TelegramClient, what: Payable) {
  const invoice = await gramjsInvoice(user, what);
  const form = (await user.invoke(new Api.payments.GetPaymentForm({ invoice }))) as Api.payments.PaymentFormStars;
  const result = await user.invoke(new Api.payments.SendStarsForm({ formId: form.formId, invoice }));
  const { updates } = (result as Api.payments.PaymentResult).updates as Api.Updates;
  return { form, updates };
}

/** The same with mtcute, which has no wrappers for either call. Rejects with its RpcError. */
export async function payWithMtcute(user: MtcuteClient, what: Payable) {
  const invoice =
    'url' in what
      ? ({ _: 'inputInvoiceSlug', slug: slugOf(what.url) } as const)
      : ({ _: 'inputInvoiceMessage', peer: await user.resolvePeer(what.bot), msgId: what.messageId } as const);
  const form = await user.call({ _: 'payments.getPaymentForm', invoice });
  if (form._ !== 'payments.paymentFormStars') throw new Error(`not a form in stars: ${form._}`);
  const result = await user.call({ _: 'payments.sendStarsForm', formId: form.formId, invoice });
  return { form, result };
}
