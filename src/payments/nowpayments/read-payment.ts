import { addDecimals, plainDecimal } from '../../domain/money/decimal';
import { isJsonObject, type JsonObject, readZonedTime, scalarText } from '../../platform/vendor/json';
import { objectOf, type VendorReply } from '../../platform/vendor/reply';
import type { ForeignMoney, PaymentFault } from '../../ports/payment-provider';
import { exactShape, faultByStatus, foreignMoney, readAll } from '../kit/readings';

/** One payment to an invoice. */
export interface NowPayment {
  readonly id: string;
  readonly invoiceId?: string;
  /** Our own mark. */
  readonly orderId?: string;
  /** The payment to whose address this one came later. */
  readonly parentId?: string;
  readonly status: string;
  readonly price: ForeignMoney;
  /** What was to be paid, in the payer's coin. */
  readonly due?: ForeignMoney;
  readonly paid?: ForeignMoney;
  /** Zero or missing: not known. */
  readonly paidAtFiat?: string;
  readonly fee?: ForeignMoney;
  /** Missing in webhooks. */
  readonly changedAt?: Date;
}

/** A payment as a list or a webhook shows it. Ids come as numbers and as strings. */
export function readPayment(row: JsonObject): NowPayment | undefined {
  const [id, status] = [scalarText(row.payment_id), scalarText(row.payment_status)];
  const price = foreignMoney(row.price_amount, row.price_currency);
  if (id === undefined || status === undefined || !price) return undefined;
  return {
    ...{ id, status: status.toLowerCase(), price },
    invoiceId: given(row.invoice_id),
    orderId: given(row.order_id),
    parentId: given(row.parent_payment_id),
    due: foreignMoney(row.pay_amount, row.pay_currency),
    paid: foreignMoney(row.actually_paid, row.pay_currency),
    paidAtFiat: plainDecimal(row.actually_paid_at_fiat),
    fee: feeOf(row.fee),
    changedAt: timeOf(row.updated_at) ?? timeOf(row.created_at),
  };
}

/** An absent id is null, 0 or an empty string. */
const given = (id: unknown) => {
  const text = scalarText(id);
  return text === '0' ? undefined : text;
};

/** ISO, or milliseconds since the epoch in webhooks. */
function timeOf(value: unknown): Date | undefined {
  const text = scalarText(value);
  return text !== undefined && /^\d{13}$/.test(text) ? new Date(Number(text)) : readZonedTime(value);
}

function feeOf(fee: unknown): ForeignMoney | undefined {
  if (!isJsonObject(fee)) return undefined;
  const parts = [fee.depositFee, fee.serviceFee, fee.withdrawalFee]
    .map(plainDecimal)
    .filter((one) => one !== undefined);
  return parts.length === 0 ? undefined : foreignMoney(parts.reduce(addDecimals), fee.currency);
}

export function readPaymentList(reply: VendorReply): { kind: 'payments'; payments: NowPayment[] } | PaymentFault {
  const shape = exactShape(reply);
  const body = objectOf(shape);
  const payments = reply.status === 200 ? readAll(body?.data, readPayment) : undefined;
  return payments
    ? { kind: 'payments', payments }
    : faultByStatus(shape, reply.status, 'unavailable', body?.code ?? body?.message);
}
