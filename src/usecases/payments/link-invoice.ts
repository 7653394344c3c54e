import type { App } from '../../app';
import type { Payment } from '../../database/entities/payment.entity';
import type { Invoice } from '../../ports/stars';

/**
 * Telegram's own link to an invoice in Stars, for another device or a client that shows no invoices; made once. Whoever
 * else opens it is refused before anything is paid. Null when Telegram makes none now: the invoice's message is there.
 */
export async function linkInvoice(app: App, { id, payUrl }: Payment, invoice: Invoice): Promise<string | null> {
  if (payUrl !== null) return payUrl;
  const outcome = await app.telegram.createInvoiceLink(invoice);
  if (outcome.kind !== 'created') {
    app.log.warn({ paymentId: id.toString(), outcome }, 'an invoice has no link');
    return null;
  }
  await app.db.payments.keepLink(id, outcome.link);
  return outcome.link;
}
