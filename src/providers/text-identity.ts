import { createHash } from 'node:crypto';

/**
 * The external id of an SMS on an order, for protocols that give their SMS none. It is made from what every source of
 * the same SMS shows (status, active list, webhook): the order and the code, or the text when there is no code. `repeat` counts
 * equal codes on one order, from 1. Hashed, since ids reach logs and codes must not.
 */
export function textIdentity(orderId: string, value: string, repeat = 1): string {
  const digest = createHash('sha256').update(`${orderId}\n${value.trim()}`).digest('hex').slice(0, 24);
  return repeat === 1 ? `${orderId}:${digest}` : `${orderId}:${digest}#${repeat}`;
}
