import type { InvoicePage, InvoiceSnapshot, PaymentFault } from '../../ports/payment-provider';
import type { Ask } from '../kit/adapter';
import { paymentFault } from '../kit/readings';
import { type BtcPayInvoice, readInvoiceReply, readInvoices } from './read-invoice';
import { readPayments } from './read-payments';
import { snapshotOf } from './snapshot';

const MOST_LOOKS = 3;
const PAGE = 50;

/** An invoice and its payments are told apart, and both move on: they are looked at until the one still fits the other. */
export async function lookAtInvoice(ask: Ask, id: string, now: Date): Promise<InvoiceSnapshot | PaymentFault> {
  const read = () => ask({ name: 'read invoice', path: `/invoices/${encodeURIComponent(id)}` }, readInvoiceReply);
  let invoice = await read();
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    if (invoice.kind === 'fault') return invoice;
    if (invoice.id !== id) return paymentFault('unavailable', 'another invoice was answered');
    if (isUntouched(invoice)) return snapshotOf(invoice, [], now);
    const paid = await lookAtPayments(ask, invoice);
    if (paid.kind === 'fault') return paid;
    if (invoice.status === 'Settled') return snapshotOf(invoice, paid.payments, now);
    const again = await read();
    if (again.kind === 'fault') return again;
    if (stateOf(again) === stateOf(invoice)) return snapshotOf(again, paid.payments, now);
    invoice = again;
  }
  return paymentFault('unavailable', 'the invoice keeps changing');
}

const lookAtPayments = (ask: Ask, { id }: BtcPayInvoice) =>
  ask({ name: 'read payments', path: `/invoices/${encodeURIComponent(id)}/payment-methods` }, readPayments);

const isUntouched = ({ status, additionalStatus }: BtcPayInvoice) =>
  (status === 'New' || status === 'Expired') && additionalStatus === 'None';
const stateOf = ({ status, additionalStatus }: BtcPayInvoice) => `${status} ${additionalStatus}`;

/** Invoices made within a time; the cursor is how many were read. */
export async function listInvoices(
  ask: Ask,
  { from, until, cursor = '0' }: { from: Date; until: Date; cursor?: string },
  now: Date,
): Promise<InvoicePage | PaymentFault> {
  const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
  const query = { startDate: seconds(from), endDate: seconds(until), skip: Number(cursor), take: PAGE };
  const page = await ask({ name: 'list invoices', path: '/invoices', query }, readInvoices);
  if (page.kind === 'fault') return page;
  const invoices: InvoiceSnapshot[] = [];
  // The end that it is asked for is part of the time there, and not of ours.
  for (const invoice of page.rows) {
    if (invoice.createdAt && seconds(invoice.createdAt) >= query.endDate) continue;
    const snapshot = isUntouched(invoice) ? snapshotOf(invoice, [], now) : await lookAtInvoice(ask, invoice.id, now);
    if (snapshot.kind === 'fault') return snapshot;
    invoices.push(snapshot);
  }
  return {
    kind: 'invoices',
    invoices,
    ...(page.rows.length < PAGE ? {} : { next: String(query.skip + page.rows.length) }),
  };
}
