import { DAY_MS } from '../../domain/time';
import { isJsonObject, scalarText } from '../../platform/vendor/json';
import type { VendorReply } from '../../platform/vendor/reply';
import type { InvoicePage, InvoiceSnapshot, PaymentFault } from '../../ports/payment-provider';
import type { Ask } from '../kit/adapter';
import { paymentFault } from '../kit/readings';
import { buildCall } from './build-call';
import type { Description } from './description';
import { readAt } from './read-at';
import { readInvoice, readTime } from './read-invoice';
import { readBody } from './read-reply';
import { listWords, type Words } from './words';

interface Asked {
  readonly from: Date;
  readonly until: Date;
  readonly cursor?: string;
}

/** One page of the described list. Rows that say when they were made are asked for a day wider: some clocks there are not UTC. */
export function listInvoices(
  ask: Ask,
  own: Description,
  { asked, known, now }: { asked: Asked; known: Words; now: Date },
): Promise<InvoicePage | PaymentFault> {
  const call = own.list!;
  const widerMs = call.reply.createdAt === undefined ? 0 : DAY_MS;
  const words = { ...known, ...listWords(asked, call.times, widerMs) };
  return ask(buildCall('list invoices', call, words), (reply) => readPage(reply, own, { asked, now }));
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

function readPage(
  reply: VendorReply,
  own: Description,
  { asked, now }: { asked: Asked; now: Date },
): InvoicePage | PaymentFault {
  const call = own.list!;
  const { list, createdAt, next, lastPage, timeFormat } = call.reply;
  const read = readBody(reply, call, 'unavailable');
  if (read.kind === 'fault') return read;
  const rows = readAt(read.body, list);
  if (!Array.isArray(rows)) return paymentFault('unavailable', 'there is no list at the described place');
  const invoices: InvoiceSnapshot[] = [];
  for (const row of rows) {
    const madeAt = createdAt === undefined ? undefined : readTime(readAt(row, createdAt), timeFormat);
    if (madeAt && (seconds(madeAt) < seconds(asked.from) || seconds(madeAt) >= seconds(asked.until))) continue;
    const invoice = isJsonObject(row) ? readInvoice(row, own, now) : undefined;
    // Half a list would be taken for the whole.
    if (!invoice) return paymentFault('unavailable', 'a list of invoices that cannot be read');
    invoices.push(invoice);
  }
  const after = next === undefined ? undefined : scalarText(readAt(read.body, next));
  if (after !== undefined && after !== '' && after !== asked.cursor) return { kind: 'invoices', invoices, next: after };
  const [page, last] = [
    Number(asked.cursor ?? 1),
    Number(lastPage === undefined ? 0 : (scalarText(readAt(read.body, lastPage)) ?? 0)),
  ];
  return page < last ? { kind: 'invoices', invoices, next: String(page + 1) } : { kind: 'invoices', invoices };
}
