import { isJsonObject, type JsonObject, readZonedTime, scalarText } from '../../platform/vendor/json';
import { objectOf, outlineOf, quoteForOperator, type Unclear, type VendorReply } from '../../platform/vendor/reply';
import type { CreatedInvoice, InvoiceSnapshot, PaymentFault } from '../../ports/payment-provider';
import { exactShape, faultByStatus, foreignMoney, payLink, paymentFault, readAll } from '../kit/readings';

/** The result of a call: `{ok: true, result}`, or `{ok: false, error: {code, name}}`. */
function resultOf(reply: VendorReply, unclear: Unclear): { kind: 'result'; result: unknown } | PaymentFault {
  const shape = exactShape(reply);
  const body = objectOf(shape);
  if (body?.ok === true && body.result !== undefined) return { kind: 'result', result: body.result };
  const error = body?.ok === false && isJsonObject(body.error) ? body.error : undefined;
  if (!error) return paymentFault(unclear, outlineOf(shape, reply.status));
  const name = scalarText(error.name) ?? '';
  if (/NOT_FOUND$/.test(name) && name !== 'METHOD_NOT_FOUND') return paymentFault('not_found', quoteForOperator(name));
  const code = Number(scalarText(error.code));
  return faultByStatus(shape, Number.isInteger(code) ? code : reply.status, unclear, name);
}

export function readCreated(reply: VendorReply): CreatedInvoice | PaymentFault {
  const read = resultOf(reply, 'unknown_outcome');
  if (read.kind === 'fault') return read;
  const invoice = isJsonObject(read.result) ? read.result : {};
  const [externalId, payUrl] = [scalarText(invoice.invoice_id), payLink(invoice.bot_invoice_url ?? invoice.pay_url)];
  if (externalId === undefined || payUrl === undefined)
    return paymentFault('unknown_outcome', 'made, but its id or link cannot be read');
  return { kind: 'created', externalId, payUrl, expiresAt: readZonedTime(invoice.expiration_date) };
}

interface ListedInvoice {
  readonly snapshot: InvoiceSnapshot;
  readonly createdAt: Date;
}

export function readInvoices(reply: VendorReply): { kind: 'rows'; rows: ListedInvoice[] } | PaymentFault {
  const read = resultOf(reply, 'unavailable');
  if (read.kind === 'fault') return read;
  const rows = readAll(isJsonObject(read.result) ? read.result.items : read.result, readListed);
  return rows ? { kind: 'rows', rows } : paymentFault('unavailable', 'a list of invoices that cannot be read');
}

function readListed(row: JsonObject): ListedInvoice | undefined {
  const [snapshot, createdAt] = [readInvoice(row), readZonedTime(row.created_at)];
  return snapshot && createdAt && { snapshot, createdAt };
}

const STATUSES: Readonly<Record<string, InvoiceSnapshot['status']>> = {
  active: 'OPEN',
  paid: 'PAID',
  expired: 'EXPIRED',
};

/** An invoice as a list or a webhook shows it. One that is paid was paid exactly, so it is worth what it was priced at. */
export function readInvoice(row: JsonObject): InvoiceSnapshot | undefined {
  const [externalId, status] = [scalarText(row.invoice_id), STATUSES[scalarText(row.status) ?? '']];
  if (externalId === undefined || status === undefined) return undefined;
  const known = { kind: 'invoice', externalId, token: scalarText(row.payload), takenBack: [] } as const;
  if (status !== 'PAID') return { ...known, status, arrived: [], isFinal: status === 'EXPIRED' };
  const worth = foreignMoney(row.amount, row.currency_type === 'fiat' ? row.fiat : row.asset);
  const received = foreignMoney(row.paid_amount ?? row.amount, row.paid_asset ?? row.asset);
  const arrivedAt = readZonedTime(row.paid_at);
  if (!worth || !received || !arrivedAt) return undefined;
  const fee = foreignMoney(row.fee_amount ?? row.fee, row.fee_asset ?? row.paid_asset);
  return {
    ...known,
    status,
    isFinal: true,
    arrived: [{ receiptKey: externalId, received, worth, settles: true, fee, arrivedAt }],
  };
}

export function readDeleted(reply: VendorReply): { kind: 'canceled' } | PaymentFault {
  const read = resultOf(reply, 'unknown_outcome');
  if (read.kind === 'fault') return read;
  return read.result === true ? { kind: 'canceled' } : paymentFault('unknown_outcome', 'neither deleted nor refused');
}

export function readMe(reply: VendorReply): { kind: 'works'; detail: string } | PaymentFault {
  const read = resultOf(reply, 'unavailable');
  if (read.kind === 'fault') return read;
  const name = isJsonObject(read.result) ? scalarText(read.result.name) : undefined;
  return name === undefined ? paymentFault('unavailable', 'an app without a name') : { kind: 'works', detail: name };
}
