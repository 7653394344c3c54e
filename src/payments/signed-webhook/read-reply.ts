import { isJsonObject, readPlace, scalarText } from '../../platform/vendor/json';
import type { Unclear, VendorReply } from '../../platform/vendor/reply';
import type {
  CreatedInvoice,
  InvoiceSnapshot,
  PaymentFault,
  RefundReply,
  TakenBack,
} from '../../ports/payment-provider';
import { exactShape, faultByStatus, foreignMoney, payLink, paymentFault, readAll } from '../kit/readings';
import type { Call, Description, Place } from './description';
import { readAt } from './read-at';
import { readInvoice, readTime } from './read-invoice';

type Body = { readonly kind: 'body'; readonly body: unknown };

/** What a described call answered, or the fault that its status, or its own word for a no, means. */
export function readBody(reply: VendorReply, { ok }: Pick<Call, 'ok'>, unclear: Unclear): Body | PaymentFault {
  const shape = exactShape(reply);
  const isGood = reply.status >= 200 && reply.status < 300;
  const body = shape.kind === 'json' && isJsonObject(shape.value) ? shape.value : undefined;
  const word = body?.message ?? body?.error ?? body?.code;
  if (!isGood || !body) return faultByStatus(shape, reply.status, unclear, word);
  const said = ok && readAt(body, ok.place);
  if (ok && said === undefined) return paymentFault(unclear, 'neither a yes nor a no');
  const isYes = !ok || ok.values.includes(scalarText(said) ?? String(said));
  return isYes
    ? { kind: 'body', body }
    : paymentFault('invalid', faultByStatus(shape, reply.status, unclear, word).detail);
}

export function readCreated(
  reply: VendorReply,
  { create }: Pick<Description, 'create'>,
): CreatedInvoice | PaymentFault {
  const read = readBody(reply, create, 'unknown_outcome');
  if (read.kind === 'fault') return read;
  const { id, payUrl: link, expiresAt, timeFormat } = create.reply;
  const [externalId, payUrl] = [scalarText(readAt(read.body, id)), payLink(readAt(read.body, link))];
  if (externalId === undefined || payUrl === undefined)
    return paymentFault('unknown_outcome', 'made, but there is no id or link at the described places');
  return {
    kind: 'created',
    externalId,
    payUrl,
    expiresAt: expiresAt === undefined ? undefined : readTime(readAt(read.body, expiresAt), timeFormat),
  };
}

export function readStatus(
  reply: VendorReply,
  own: Description,
  { externalId, now }: { externalId: string; now: Date },
): InvoiceSnapshot | PaymentFault {
  const call = own.status!;
  const read = readBody(reply, call, 'unavailable');
  if (read.kind === 'fault') return read;
  const invoice = readInvoice(readPlace(read.body, call.about), own, now);
  if (!invoice) return paymentFault('unavailable', 'no invoice at the described places, or an unknown status');
  return invoice.externalId === externalId ? invoice : paymentFault('unavailable', 'another invoice was answered');
}

export function readRefunded(reply: VendorReply, { refund }: Pick<Description, 'refund'>): RefundReply | PaymentFault {
  const read = readBody(reply, refund!, 'unknown_outcome');
  if (read.kind === 'fault') return read;
  const { id, status, refunded, pending } = refund!.reply;
  const at = (place: Place | undefined) => (place === undefined ? undefined : scalarText(readAt(read.body, place)));
  const word = at(status) ?? '';
  if (refunded.includes(word)) return { kind: 'refunded', reference: at(id) };
  return pending.includes(word)
    ? { kind: 'pending', reference: at(id) }
    : paymentFault('unknown_outcome', 'a refund of an unknown state');
}

/** The refunds of an invoice. One that cannot be read spoils the list: half of it would be taken for the whole. */
export function readRefunds(
  reply: VendorReply,
  { refunds }: Pick<Description, 'refunds'>,
  { externalId, now }: { externalId: string; now: Date },
): { kind: 'takings'; takings: TakenBack[] } | PaymentFault {
  const read = readBody(reply, refunds!, 'unavailable');
  if (read.kind === 'fault') return read;
  const places = refunds!.reply;
  const rows = readAll(readAt(read.body, places.list), (row): TakenBack[] | undefined => {
    if (places.only && !places.only.values.includes(scalarText(readAt(row, places.only.place)) ?? '')) return [];
    const [takingKey, amount] = [
      scalarText(readAt(row, places.id)),
      foreignMoney(readAt(row, places.amount), readAt(row, places.currency)),
    ];
    const at = places.at === undefined ? undefined : readTime(readAt(row, places.at), places.timeFormat);
    return takingKey === undefined || !amount
      ? undefined
      : [{ receiptKey: externalId, takingKey, amount, state: 'REFUNDED', at: at ?? now }];
  });
  return rows
    ? { kind: 'takings', takings: rows.flat() }
    : paymentFault('unavailable', 'a list of refunds that cannot be read');
}
