import type { App } from '../../app';
import type { SecretBox } from '../../platform/secret-box';
import type { PaymentDelivery } from '../../ports/payment-provider';

export type PaymentWebhookOutcome =
  /** Stored, or here already: the body of the answer that the provider wants. */
  | {
      readonly kind: 'received';
      readonly reply: string;
      /** What it is about, for whoever looks into it; undefined when there is nothing to look into. */
      readonly invoice: string | undefined;
    }
  | { readonly kind: 'no_method' }
  | { readonly kind: 'forged' | 'unreadable'; readonly detail: string };

/**
 * Takes one delivery of a payment provider: its signature over the very bytes, then the row, then the answer. What it is
 * about is looked into afterwards, by asking the provider. A method that is turned off still takes what was paid before.
 */
export async function receivePaymentWebhook(
  app: App,
  box: Pick<SecretBox, 'seal'>,
  { methodId, delivery }: { methodId: number; delivery: PaymentDelivery },
): Promise<PaymentWebhookOutcome> {
  const method = await app.db.payments.findMethod(methodId);
  const provider = method && app.payments.get(method);
  if (!provider) return { kind: 'no_method' };
  const verdict = provider.verify(delivery);
  if (verdict.kind === 'forged' || verdict.kind === 'unreadable') return verdict;
  const reply = provider.acknowledgement;
  if (verdict.kind !== 'genuine') return { kind: 'received', reply, invoice: undefined };
  const externalId = verdict.externalId ?? (await invoiceOf(app, methodId, verdict));
  const token = verdict.token ?? null;
  const isNew = await app.db.payments.storeEvent({
    ...{ methodId, externalId, token, eventKey: verdict.eventKey },
    snapshot: verdict.snapshot ? { ...verdict.snapshot } : null,
    sealed: box.seal(delivery.body.toString('utf8')),
    receivedAt: app.clock.now(),
  });
  return { kind: 'received', reply, invoice: isNew ? `${methodId} ${token ?? externalId}` : undefined };
}

/** The invoice of a delivery that names only the money that it is about, as a dispute does. Null: none is known. */
async function invoiceOf(
  app: App,
  methodId: number,
  { token, receiptKey }: { token?: string; receiptKey?: string },
): Promise<string | null> {
  if (token !== undefined) return (await app.db.payments.findByToken(token))?.externalId ?? null;
  const receipt = receiptKey === undefined ? null : await app.db.payments.findReceiptByKey(methodId, receiptKey);
  const payment = receipt?.paymentId ? await app.db.payments.find(receipt.paymentId) : null;
  return payment?.externalId ?? null;
}
