import type { App } from '../../app';
import type { Payment } from '../../database/entities/payment.entity';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import type { Amount } from '../../domain/money/money';
import { bonusOf } from '../../domain/payment/bonus';
import { priceOf, STARS } from '../../domain/payment/quote';
import { addMs, MINUTE_MS } from '../../domain/time';
import type { PaymentFault } from '../../ports/payment-provider';
import { noteProviderFault } from './provider-trouble';
import { paymentWebhookUrl } from './webhook-url';

export interface TopUpOrder {
  /** Made when the button was shown: pressed twice, it is one payment. */
  readonly key: string;
  readonly userId: bigint;
  readonly methodId: number;
  readonly amount: Amount;
  /** The purchase that lacks this money, at the price that was shown. */
  readonly resume?: { readonly offerId: number; readonly price: Amount };
  readonly language: string;
  /** What the payer reads at a provider, at most 32 characters. */
  readonly title: string;
  /** Where a payer is led from a provider's page. Stars need none: they are paid in the chat. */
  readonly returnUrl?: string;
}

export type StartTopUpOutcome =
  /** Stars: the invoice comes as a message; `linkInvoice` makes a link of it, too. Others: `payment.payUrl` leads to where it is paid. */
  | { readonly kind: 'started'; readonly payment: Payment; readonly method: PaymentMethod }
  | { readonly kind: 'method_off' | 'banned' | 'too_many_an_hour' | 'too_many_failures' | 'key_conflict' }
  /** New to this way to pay, or paid much by it today: so much is left. */
  | { readonly kind: 'new_payer_limit' | 'day_limit'; readonly highest: Amount }
  | { readonly kind: 'amount_out_of_range'; readonly lowest: Amount; readonly highest: Amount }
  /** Nothing is owed: the provider made no invoice. */
  | { readonly kind: 'provider_trouble'; readonly fault: PaymentFault['fault'] };

const MOST_OPEN = 3;
const MOST_AN_HOUR = 10;
const FIRST_READ_MS = MINUTE_MS;
const REFUSED: readonly PaymentFault['fault'][] = ['auth', 'invalid', 'unsupported', 'not_found'];

/** Begins a payment. The same key begins one payment, and asks its provider again where the first answer was lost. */
export async function startTopUp(app: App, order: TopUpOrder): Promise<StartTopUpOutcome> {
  const { key, userId, methodId, amount } = order;
  const method = await app.db.payments.findMethod(methodId);
  if (!method?.isActive) return { kind: 'method_off' };
  const { currency, rate } = method;
  const draft = {
    ...{ key, userId, methodId, amount, currency, rate, resume: order.resume },
    token: app.ids.token(),
    bonus: bonusOf(amount, method),
    price: priceOf(amount, method),
    maxOpen: MOST_OPEN,
    maxAnHour: MOST_AN_HOUR,
    now: app.clock.now(),
  };
  const opened = await app.db.transact(async (tx) => {
    const row = await tx.payments.open(draft);
    if (row.kind === 'opened' && currency === STARS) {
      const payload = { paymentId: String(row.paymentId) };
      await tx.outbox.put({
        key: `invoice:${row.paymentId}`,
        lane: 0,
        userId,
        kind: 'invoice',
        payload,
        at: draft.now,
      });
    }
    return row;
  });
  if (opened.kind === 'amount_out_of_range')
    return { kind: opened.kind, lowest: opened.lowest!, highest: opened.highest! };
  if (opened.kind === 'new_payer_limit' || opened.kind === 'day_limit')
    return { kind: opened.kind, highest: opened.highest! };
  if (opened.kind !== 'opened' && opened.kind !== 'repeated') return { kind: opened.kind };
  const payment = (await app.db.payments.find(opened.paymentId!))!;
  if (currency === STARS) app.wake('outbox');
  return currency === STARS || payment.payUrl
    ? { kind: 'started', payment, method }
    : askForInvoice(app, payment, method, order);
}

async function askForInvoice(
  app: App,
  payment: Payment,
  method: PaymentMethod,
  { title, language, returnUrl }: TopUpOrder,
): Promise<StartTopUpOutcome> {
  const provider = app.payments.get(method);
  if (!provider) return { kind: 'method_off' };
  const { id, token, price, currency, expiresAt } = payment;
  const invoice = await provider.createInvoice({
    token,
    price: { amount: price, currency },
    title,
    expiresAt,
    language,
    returnUrl,
    webhookUrl: paymentWebhookUrl(app, method.id),
  });
  if (invoice.kind === 'fault') {
    await noteProviderFault(app, method, invoice);
    if (REFUSED.includes(invoice.fault)) await app.db.payments.moveStatus(id, ['OPEN'], 'FAILED', app.clock.now());
    return { kind: 'provider_trouble', fault: invoice.fault };
  }
  const readAt = addMs(app.clock.now(), FIRST_READ_MS);
  const { kind: _, ...made } = invoice;
  await app.db.payments.keepInvoice(id, { ...made, readAt });
  return { kind: 'started', payment: (await app.db.payments.find(id))!, method };
}
