import type { Payment } from '../database/entities/payment.entity';
import type { Invoice } from '../ports/stars';
import type { Texts } from './texts';

/** A payment in Stars as Telegram shows it, in a message and behind a link alike. */
export function invoiceOf(texts: Texts, payment: Payment): Invoice {
  const { price, token: payload } = payment;
  const facts = { ...payment, until: payment.expiresAt };
  const title = texts.invoiceTitle(facts);
  return { title, description: texts.invoiceDescription(facts), payload, stars: Number(price), label: title };
}
