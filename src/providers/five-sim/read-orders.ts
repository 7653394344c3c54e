import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject } from '../parse-json';
import { providerFault } from '../provider-fault';
import type { VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import { readFault } from './read-fault';
import type { FiveSimOrder } from './read-order';
import { toOrder } from './read-order';

/**
 * Reads one page of the order history, open and closed ones. A row that cannot be read spoils the page: reconciliation
 * must not take a bought number for one that was never bought.
 */
export function readOrders(reply: VendorReply): { kind: 'page'; orders: FiveSimOrder[] } | ProviderFault {
  const shape = shapeOf(reply);
  const list = shape.kind === 'json' && isJsonObject(shape.value) ? shape.value.Data : undefined;
  // An account without orders has no list at all.
  if (list === null) return { kind: 'page', orders: [] };
  if (!Array.isArray(list)) return readFault(shape, reply.status, 'unavailable');
  const orders = list.map(toOrder);
  return orders.every((one) => one !== undefined && (one.phase !== 'open' || one.phone !== undefined))
    ? { kind: 'page', orders: orders as FiveSimOrder[] }
    : providerFault('unavailable', 'list with an unreadable row');
}
