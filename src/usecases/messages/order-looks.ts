import type { SmsProvider } from '../../ports/sms-provider';

/** When an order was last asked for. Only a hint of one process: another one begins with the oldest order. */
const looks = new WeakMap<SmsProvider, Map<string, number>>();
let turn = 0;

/** Those looked at longest ago first, and among those never looked at the one that waits longest. */
export function longestUnseenFirst<Order extends { readonly orderId: string }>(
  provider: SmsProvider,
  orders: readonly Order[],
): Order[] {
  const seen = looks.get(provider);
  if (!seen) return [...orders];
  return [...orders].sort((a, b) => (seen.get(a.orderId) ?? 0) - (seen.get(b.orderId) ?? 0));
}

/** Notes a look, and forgets those orders that are no longer watched. */
export function noteLooks(
  provider: SmsProvider,
  watched: readonly { readonly orderId: string }[],
): (id: string) => void {
  const before = looks.get(provider);
  const kept = new Map<string, number>();
  for (const { orderId } of watched) {
    const at = before?.get(orderId);
    if (at !== undefined) kept.set(orderId, at);
  }
  looks.set(provider, kept);
  return (orderId) => {
    turn += 1;
    kept.set(orderId, turn);
  };
}
