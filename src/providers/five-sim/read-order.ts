import type { Amount } from '../../domain/money/money';
import type { ProviderFault, ReceivedText } from '../../ports/sms-provider';
import { isJsonObject, scalarText } from '../parse-json';
import { readDecimal } from '../read-decimal';
import { readPhone } from '../read-phone';
import { readZonedTime } from '../read-zoned-time';
import type { Unclear, VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import { readFault } from './read-fault';
import { readMessages } from './read-messages';

/** `open` covers PENDING and RECEIVED: the latter only means that a number is allocated and collecting. */
export type FiveSimPhase = 'open' | 'finished' | 'canceled' | 'banned' | 'expired';

export interface FiveSimOrder {
  readonly kind: 'order';
  readonly orderId: string;
  readonly phase: FiveSimPhase;
  readonly phone?: string;
  readonly serviceCode?: string;
  readonly countryCode?: string;
  readonly cost?: Amount;
  readonly createdAt?: Date;
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
  const [createdAt, expiresAt] = [readZonedTime(value.created_at), readZonedTime(value.expires)];
  const lifetimeMs = createdAt && expiresAt && expiresAt.getTime() - createdAt.getTime();
  return {
    kind: 'order',
    orderId,
    phase,
    phone: readPhone(value.phone),
    serviceCode: scalarText(value.product),
    countryCode: scalarText(value.country),
    cost: readDecimal(value.price, 'up'),
    createdAt,
    lifetimeMs: lifetimeMs && lifetimeMs > 0 ? lifetimeMs : undefined,
    messages: readMessages(orderId, value.sms),
  };
}
