import { plainDecimal } from '../../domain/money/decimal';
import { isJsonObject, type JsonObject, scalarText } from '../../platform/vendor/json';
import { listOf, objectOf, type ReplyShape, type Unclear, type VendorReply } from '../../platform/vendor/reply';
import type { CreatedInvoice, PaymentFault } from '../../ports/payment-provider';
import { exactShape, faultByStatus, payLink, paymentFault, readAll, unixTime } from '../kit/readings';

/** An invoice without its payments. */
export interface BtcPayInvoice {
  readonly kind: 'btcpay_invoice';
  readonly id: string;
  readonly token?: string;
  readonly amount: string;
  readonly currency: string;
  readonly status: 'New' | 'Processing' | 'Expired' | 'Invalid' | 'Settled';
  readonly additionalStatus: 'None' | 'PaidLate' | 'PaidPartial' | 'Marked' | 'Invalid' | 'PaidOver';
  readonly createdAt?: Date;
  /** Until then late payments are still seen. */
  readonly watchedUntil?: Date;
}

const STATUSES: ReadonlySet<string> = new Set(['New', 'Processing', 'Expired', 'Invalid', 'Settled']);
const ADDITIONAL: ReadonlySet<string> = new Set(['None', 'PaidLate', 'PaidPartial', 'Marked', 'Invalid', 'PaidOver']);

function readInvoice(body: JsonObject): BtcPayInvoice | undefined {
  const { status, additionalStatus = 'None', metadata } = body;
  const [id, amount, currency] = [scalarText(body.id), plainDecimal(body.amount), scalarText(body.currency)];
  if (id === undefined || amount === undefined || currency === undefined) return undefined;
  if (!STATUSES.has(String(status)) || !ADDITIONAL.has(String(additionalStatus))) return undefined;
  return {
    ...{ kind: 'btcpay_invoice', id, amount, currency: currency.toUpperCase() },
    token: isJsonObject(metadata) ? scalarText(metadata.orderId) : undefined,
    status: status as BtcPayInvoice['status'],
    additionalStatus: additionalStatus as BtcPayInvoice['additionalStatus'],
    createdAt: unixTime(body.createdTime),
    watchedUntil: unixTime(body.monitoringExpiration),
  };
}

export function readInvoiceReply(reply: VendorReply): BtcPayInvoice | PaymentFault {
  const shape = exactShape(reply);
  const body = reply.status === 200 ? objectOf(shape) : undefined;
  return (body && readInvoice(body)) ?? readFault(shape, reply.status, 'unavailable');
}

export function readInvoices(reply: VendorReply): { kind: 'rows'; rows: BtcPayInvoice[] } | PaymentFault {
  const shape = exactShape(reply);
  const rows = reply.status === 200 ? readAll(listOf(shape), readInvoice) : undefined;
  return rows ? { kind: 'rows', rows } : readFault(shape, reply.status, 'unavailable');
}

export function readCreated(reply: VendorReply): CreatedInvoice | PaymentFault {
  const shape = exactShape(reply);
  const body = reply.status === 200 ? objectOf(shape) : undefined;
  if (!body) return readFault(shape, reply.status, 'unknown_outcome');
  const [externalId, payUrl] = [scalarText(body.id), payLink(body.checkoutLink)];
  if (externalId === undefined || payUrl === undefined)
    return paymentFault('unknown_outcome', 'made, but its id or link cannot be read');
  return { kind: 'created', externalId, payUrl, expiresAt: unixTime(body.expirationTime) };
}

export function readMarked(reply: VendorReply): { kind: 'canceled' } | PaymentFault {
  return reply.status === 200 ? { kind: 'canceled' } : readFault(exactShape(reply), reply.status, 'unknown_outcome');
}

/** Problems are `{code, message}`, or a list of `{path, message}`. */
export function readFault(shape: ReplyShape, status: number, unclear: Unclear): PaymentFault {
  const problem: unknown = objectOf(shape) ?? listOf(shape)?.[0];
  return faultByStatus(shape, status, unclear, isJsonObject(problem) ? (problem.code ?? problem.message) : undefined);
}
