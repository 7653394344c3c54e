import { scaleDecimal } from '../../../domain/money/decimal';
import type { Invoice } from '../kernel/invoice';

export const statusOf = ({ payments, expiresAt }: Invoice, now: number): 'paid' | 'active' | 'expired' =>
  payments.length > 0 ? 'paid' : now < expiresAt ? 'active' : 'expired';

/** An invoice as all methods and the webhook show it. */
export function invoiceJson(invoice: Invoice, now: number) {
  const { id, amount, currency, facts, token, title, createdAt, expiresAt, payments } = invoice;
  const isFiat = facts.currency_type === 'fiat';
  const [payment] = payments;
  const link = `${facts.origin}/pay/${id}`;
  return {
    ...{ invoice_id: Number(id), hash: facts.hash, currency_type: facts.currency_type, amount },
    ...(isFiat
      ? { fiat: currency, accepted_assets: String(facts.accepted_assets ?? 'USDT,TON,BTC').split(',') }
      : { asset: currency }),
    ...{ bot_invoice_url: link, mini_app_invoice_url: link, web_app_invoice_url: link, pay_url: link },
    ...{ description: title, payload: token, allow_comments: false, allow_anonymous: true },
    ...{ created_at: new Date(createdAt).toISOString(), expiration_date: new Date(expiresAt).toISOString() },
    status: statusOf(invoice, now),
    ...(payment
      ? {
          ...{ paid_asset: payment.coin, paid_amount: payment.amount, paid_at: new Date(payment.at).toISOString() },
          ...{
            fee_asset: payment.coin,
            fee_amount: Number(scaleDecimal(payment.amount, '3', '100', 8)),
            paid_anonymously: false,
          },
          ...(isFiat ? { paid_fiat_rate: '0.99976' } : {}),
        }
      : {}),
  };
}
