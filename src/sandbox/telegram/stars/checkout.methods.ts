import type { Call, MethodTable } from '../rpc/call';
import { badRequest, RpcError } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import { type FoundInvoice, findInvoice } from './find-invoice';
import { invoiceFrom } from './invoice-rules';
import { movePayment } from './move-stars';
import type { PaymentForm } from './payment-forms';

/** The form a user sends: it must be his, young, unpaid, and of this invoice. */
function formToSend({ world, account }: Call, formId: bigint, { invoice, source }: FoundInvoice): PaymentForm {
  if (formId === 0n) throw badRequest('FORM_ID_EMPTY');
  const { forms, ledger } = world.stars;
  if (ledger.paidWith(formId)?.payerId === account.id) throw badRequest('FORM_SUBMIT_DUPLICATE');
  const form = forms.find(formId);
  if (form?.payerId !== account.id) throw badRequest('FORM_EXPIRED');
  if (form.invoice.stars !== invoice.stars) throw new RpcError(406, 'STARS_FORM_AMOUNT_MISMATCH');
  if (JSON.stringify(form.source) !== JSON.stringify(source)) throw badRequest('BOT_INVOICE_INVALID');
  return form;
}

function requireStars({ world, account }: Call, { invoice }: PaymentForm): void {
  if (world.stars.ledger.balance(account.id) < invoice.stars) throw badRequest('BALANCE_TOO_LOW');
}

/** Asks the bot whether it will deliver. A refusal's text is shown to the payer in every session of his. */
async function askBot({ world, account, dataCentre }: Call, { invoice }: PaymentForm): Promise<void> {
  const { preCheckoutTimeoutMs, preCheckouts } = dataCentre.faults.stars;
  const bot = world.accounts.get(invoice.botId);
  const { queryId, verdict } = world.stars.preCheckouts.open(bot.id, preCheckoutTimeoutMs);
  const { payload, stars: totalAmount } = invoice;
  const query = { _: 'updateBotPrecheckoutQuery', queryId, userId: account.id, payload, currency: 'XTR', totalAmount };
  const copies = { lost: 0, once: 1, twice: 2 }[preCheckouts];
  for (let copy = 0; copy < copies; copy++) world.publisher.publish(bot, [query]);
  const said = await verdict;
  if (said.isApproved) return;
  const media = { _: 'messageMediaEmpty' };
  const notice = { popup: true, type: 'PRECHECKOUT_FAILED', message: said.reason, media, entities: [] };
  world.publisher.publish(account, [{ _: 'updateServiceNotification', ...notice }]);
  throw new RpcError(406, 'PRECHECKOUT_FAILED');
}

async function send(call: Call, form: PaymentForm): Promise<TlObject> {
  const { world, account, dataCentre, session } = call;
  const { forms } = world.stars;
  if (!forms.begin(form)) throw badRequest('FORM_SUBMIT_DUPLICATE');
  try {
    requireStars(call, form);
    await askBot(call, form);
    // What he had may have gone elsewhere while the bot thought.
    requireStars(call, form);
    const updates = movePayment(world, { form, payer: account, faults: dataCentre.faults.stars, caller: session });
    return { _: 'payments.paymentResult', updates: world.publisher.updates(account, updates) };
  } finally {
    forms.end(form);
  }
}

/** From the offer to the payment. */
export const checkoutMethods: MethodTable = {
  'payments.exportInvoice': ({ world, account }, request) => {
    const { url } = world.stars.links.create(invoiceFrom(account, request.invoiceMedia));
    return { _: 'payments.exportedInvoice', url };
  },
  'payments.getPaymentForm': (call, request) => {
    const { world, account } = call;
    const { invoice, source } = findInvoice(call, request.invoice, 'BOT_INVOICE_INVALID');
    const { id: formId } = world.stars.forms.open({ payerId: account.id, invoice, source });
    const { botId, title, description, photo, terms } = invoice;
    const form = { formId, botId, title, description, photo, invoice: terms };
    return { _: 'payments.paymentFormStars', ...form, users: world.views.mentioned(account, { botId }).users };
  },
  'payments.sendStarsForm': (call, request) =>
    send(call, formToSend(call, request.formId, findInvoice(call, request.invoice, 'FORM_UNSUPPORTED'))),
  'messages.setBotPrecheckoutResults': ({ world, account }, { success, queryId, error }) => {
    if (!success && !error) throw badRequest('ERROR_TEXT_EMPTY');
    const verdict = success ? { isApproved: true as const } : { isApproved: false as const, reason: error };
    if (!world.stars.preCheckouts.answer(account.id, queryId, verdict)) throw badRequest('QUERY_ID_INVALID');
    return true;
  },
};
