import type { AcquiredNumber, ProviderFault } from '../../ports/sms-provider';
import { faultOfPurchase, providerFault } from '../provider-fault';
import type { VendorReply } from '../vendor-reply';
import { readOrder } from './read-order';

export interface FiveSimPurchase extends AcquiredNumber {
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
