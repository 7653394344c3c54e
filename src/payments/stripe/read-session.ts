import { isJsonObject, type JsonObject, scalarText } from '../../platform/vendor/json';
import { objectOf, type VendorReply } from '../../platform/vendor/reply';
import type { ArrivedMoney, CreatedInvoice, PaymentFault } from '../../ports/payment-provider';
import { exactShape, payLink, paymentFault, readAll, unixTime } from '../kit/readings';
import { fromMinor } from './currencies';
import { readFault } from './read-reply';

/** A session, without what was taken back of its money. */
export interface StripeSession {
  readonly kind: 'session';
  readonly id: string;
  readonly token?: string;
  readonly status: 'open' | 'complete' | 'expired';
  /** It will not be paid any more, though it was completed: a transfer that did not come. */
  readonly hasFailed: boolean;
  readonly arrived: readonly ArrivedMoney[];
  /** The payment; there is something to ask about it. */
  readonly refundedOf?: string;
  readonly disputedOf?: string;
}

export function readCreated(reply: VendorReply): CreatedInvoice | PaymentFault {
  const shape = exactShape(reply);
  const body = objectOf(shape);
  if (reply.status !== 200 || !body) return readFault(shape, reply.status, 'unknown_outcome');
  const [externalId, payUrl] = [scalarText(body.id), payLink(body.url)];
  if (externalId === undefined || payUrl === undefined)
    return paymentFault('unknown_outcome', 'made, but its id or link cannot be read');
  return { kind: 'created', externalId, payUrl, expiresAt: unixTime(body.expires_at) };
}

export function readExpired(reply: VendorReply): { kind: 'canceled' } | PaymentFault {
  const shape = exactShape(reply);
  return reply.status === 200 && objectOf(shape)?.status === 'expired'
    ? { kind: 'canceled' }
    : readFault(shape, reply.status, 'unknown_outcome');
}

export function readSessionReply(reply: VendorReply): StripeSession | PaymentFault {
  const shape = exactShape(reply);
  const body = reply.status === 200 ? objectOf(shape) : undefined;
  return (body && readSession(body)) ?? readFault(shape, reply.status, 'unavailable');
}

interface SessionPage {
  readonly kind: 'page';
  readonly sessions: StripeSession[];
  readonly hasMore: boolean;
}

export function readSessionPage(reply: VendorReply): SessionPage | PaymentFault {
  const shape = exactShape(reply);
  const body = reply.status === 200 ? objectOf(shape) : undefined;
  const sessions = readAll(body?.data, readSession);
  return sessions
    ? { kind: 'page', sessions, hasMore: body?.has_more === true }
    : readFault(shape, reply.status, 'unavailable');
}

/** A session with its payment, that one's charge and the charge's entry in the balance. */
function readSession(body: JsonObject): StripeSession | undefined {
  const id = scalarText(body.id);
  const { status } = body;
  if (id === undefined || (status !== 'open' && status !== 'complete' && status !== 'expired')) return undefined;
  const token = scalarText(body.client_reference_id);
  const intent = isJsonObject(body.payment_intent) ? body.payment_intent : undefined;
  const hasFailed = status === 'complete' && body.payment_status === 'unpaid' && isOver(intent?.status);
  const known = { kind: 'session', id, token, status, hasFailed } as const;
  if (body.payment_status !== 'paid') return { ...known, arrived: [] };
  const money = fromMinor(scalarText(body.amount_total) ?? '', scalarText(body.currency) ?? '');
  const charge = isJsonObject(intent?.latest_charge) ? intent.latest_charge : undefined;
  const [receiptKey, arrivedAt] = [scalarText(intent?.id), unixTime(charge?.created)];
  if (!money || receiptKey === undefined || !arrivedAt) return undefined;
  const isRefunded = /[1-9]/.test(scalarText(charge?.amount_refunded) ?? '0');
  return {
    ...known,
    arrived: [
      {
        receiptKey,
        received: money,
        worth: money,
        settles: true,
        fee: feeOf(charge),
        payer: payerOf(charge),
        arrivedAt,
      },
    ],
    ...(isRefunded ? { refundedOf: receiptKey } : {}),
    ...(charge?.disputed === true ? { disputedOf: receiptKey } : {}),
  };
}

const isOver = (status: unknown) => status === 'requires_payment_method' || status === 'canceled';

/** The same card has the same fingerprint, whoever enters it. */
function payerOf(charge: JsonObject | undefined): string | undefined {
  const details = isJsonObject(charge?.payment_method_details) ? charge.payment_method_details : {};
  const card = isJsonObject(details.card) ? details.card : {};
  return scalarText(card.fingerprint);
}

function feeOf(charge: JsonObject | undefined) {
  const entry = isJsonObject(charge?.balance_transaction) ? charge.balance_transaction : {};
  return fromMinor(scalarText(entry.fee) ?? '', scalarText(entry.currency) ?? '');
}
