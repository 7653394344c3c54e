import type { App } from '../../app';
import type { SmsProvider, UpstreamOrder } from '../../ports/sms-provider';
import { CLOCK_SKEW_MS, STRAY_AFTER_MS } from '../reservations/timing';

const LOOK_EVERY_MS = 60_000;

interface Looks {
  lastMs: number;
  /** When an order without an owner was first seen, for suppliers that do not say when it was made. */
  readonly firstSeen: Map<string, Date>;
}

/** Only a hint of one process: another one finds the same orders by itself. */
const looks = new WeakMap<SmsProvider, Looks>();

export function isTimeToLookForStrays(app: App, provider: SmsProvider): boolean {
  const known = looks.get(provider);
  return !known || app.clock.now().getTime() - known.lastMs >= LOOK_EVERY_MS;
}

/** Orders that are open upstream, belong to nobody, and that no unsettled purchase may still claim, are canceled there. */
export async function cancelStrayOrders(
  app: App,
  provider: SmsProvider,
  orders: readonly UpstreamOrder[],
): Promise<void> {
  const now = app.clock.now();
  const ids = orders.map((order) => order.orderId);
  const unowned = new Set(ids.length > 0 ? await app.db.providers.listUnownedOrders(provider.id, ids) : []);
  const before = looks.get(provider)?.firstSeen;
  const firstSeen = new Map([...unowned].map((id) => [id, before?.get(id) ?? now]));
  looks.set(provider, { lastMs: now.getTime(), firstSeen });
  for (const order of orders.filter(({ orderId }) => unowned.has(orderId))) {
    const since = order.createdAt ?? firstSeen.get(order.orderId)!;
    if (now.getTime() - since.getTime() < STRAY_AFTER_MS) continue;
    if (await app.db.providers.isOrderClaimable(provider.id, since, CLOCK_SKEW_MS)) continue;
    await app.db.upstreamOrderEnds.put(provider.id, order.orderId, 'CANCEL', now, now);
    app.log.warn({ provider: provider.id }, 'an order that nobody owns is canceled at its supplier');
  }
}
