import type { Amount } from '../../domain/money/money';
import type { AcquiredNumber, CloseReply, ProviderFault, ReceivedText } from '../../ports/sms-provider';
import { readSoldPhone } from '../kit/phones';
import { counter } from '../kit/readings';
import { faultOfPurchase, providerFault, shapeOf, type Unclear, type VendorReply } from '../kit/reply';
import { smsText, textIdentity } from '../kit/shown-sms';
import { isJsonObject, readDecimal, readSpanMs, readZonedTime, scalarText } from '../kit/values';
import { readFault } from './read-fault';

/** `open` covers PENDING and RECEIVED: the latter only means that a number is allocated and collecting. */
type FiveSimPhase = 'open' | 'finished' | 'canceled' | 'banned' | 'expired';

export interface FiveSimOrder {
  readonly kind: 'order';
  readonly orderId: string;
  readonly phase: FiveSimPhase;
  readonly phone?: string;
  readonly serviceCode?: string;
  readonly countryCode?: string;
  readonly cost?: Amount;
  readonly createdAt?: Date;
  readonly expiresAt?: Date;
  /** From its making to its deadline, both on 5sim's clock. */
  readonly lifetimeMs?: number;
  /** Oldest first. */
  readonly messages: readonly ReceivedText[];
}

const PHASES: Readonly<Record<string, FiveSimPhase>> = {
  PENDING: 'open',
  RECEIVED: 'open',
  FINISHED: 'finished',
  CANCELED: 'canceled',
  BANNED: 'banned',
  TIMEOUT: 'expired',
};
const ORDER_ID = /^\d{1,20}$/;

/** Reads the answer to a purchase, check, cancel, finish or ban: all of them show the order. */
export function readOrder(reply: VendorReply, unclear: Unclear): FiveSimOrder | ProviderFault {
  const shape = shapeOf(reply);
  const order = shape.kind === 'json' && reply.status === 200 ? toOrder(shape.value) : undefined;
  return order ?? readFault(shape, reply.status, unclear);
}

/** Undefined for anything that is not an order with an id and a known status. */
export function toOrder(value: unknown): FiveSimOrder | undefined {
  if (!isJsonObject(value)) return undefined;
  const orderId = scalarText(value.id);
  const status = scalarText(value.status) ?? 'PENDING';
  const phase = Object.hasOwn(PHASES, status) ? PHASES[status] : undefined;
  if (orderId === undefined || !ORDER_ID.test(orderId) || phase === undefined) return undefined;
  return {
    kind: 'order',
    orderId,
    phase,
    phone: readSoldPhone(value.phone),
    serviceCode: scalarText(value.product),
    countryCode: scalarText(value.country),
    cost: readDecimal(value.price, 'up'),
    createdAt: readZonedTime(value.created_at),
    expiresAt: readZonedTime(value.expires),
    lifetimeMs: readSpanMs(value.created_at, value.expires),
    messages: readMessages(orderId, value.sms),
  };
}

/**
 * The SMS of an order, oldest first. Services send a second one without a code after the first; its `code` is empty or
 * blank. Without ids of their own they are told apart by time and content, and equal ones by their place.
 */
export function readMessages(orderId: string, sms: unknown): ReceivedText[] {
  if (!Array.isArray(sms)) return [];
  const count = counter();
  const messages: ReceivedText[] = [];
  for (const one of sms) {
    if (!isJsonObject(one)) continue;
    const [code, text] = [smsText(one.code), smsText(one.text)];
    if (code === undefined && text === undefined) continue;
    const identity = [scalarText(one.created_at) ?? scalarText(one.date), code, text].join('\n');
    messages.push({
      externalId: textIdentity(orderId, identity, count(identity)),
      text: text ?? code!,
      code,
      sender: scalarText(one.sender),
      receivedAt: readZonedTime(one.created_at),
    });
  }
  const at = ({ receivedAt }: ReceivedText) => receivedAt?.getTime() ?? 0;
  return messages.every((one) => one.receivedAt) ? messages.sort((one, other) => at(one) - at(other)) : messages;
}

interface FiveSimPurchase extends AcquiredNumber {
  readonly lifetimeMs?: number;
}

/** Reads the answer to a purchase. Anything that is neither an open order nor a clear no is `unknown_outcome`. */
export function readPurchase(reply: VendorReply): FiveSimPurchase | ProviderFault {
  const order = readOrder(reply, 'unknown_outcome');
  if (order.kind === 'fault') return faultOfPurchase(order);
  const { orderId, phone, cost, lifetimeMs } = order;
  if (phone === undefined || order.phase !== 'open')
    return providerFault('unknown_outcome', 'bought, but the order cannot be used');
  return { kind: 'acquired', orderId, phone, cost, lifetimeMs };
}

export type CloseStep = 'cancel' | 'finish' | 'ban';

const AFTER: Readonly<Record<CloseStep, FiveSimPhase>> = { cancel: 'canceled', finish: 'finished', ban: 'banned' };
/** 5sim does not say how long; the cancel is asked again after this. */
const ASK_AGAIN_MS = 15_000;

/** Reads the answer to a cancel, finish or ban. Only an order in the wanted status counts as a yes. */
export function readClose(step: CloseStep, reply: VendorReply): CloseReply | ProviderFault {
  const shape = shapeOf(reply);
  const words = shape.kind === 'words' ? shape.text.toLowerCase() : '';
  if (words === 'you need to wait time') return { kind: 'too_early', retryAfterMs: ASK_AGAIN_MS };
  if (words === 'order has sms' && step !== 'finish') return { kind: 'has_code' };
  const order = readOrder(reply, 'unknown_outcome');
  if (order.kind === 'fault') return order;
  return order.phase === AFTER[step] ? { kind: 'done' } : providerFault('wrong_state', `the order is ${order.phase}`);
}
