import type { App } from '../../app';
import type { SmsProvider, UpstreamOrder } from '../../ports/sms-provider';
import { clearProviderAlert, raiseProviderAlert } from '../alerts/provider-alerts';
import { CLOCK_SKEW_MS, PROOF_SKEW_MS, STRAY_AFTER_MS } from '../reservations/timing';

const EVERY_MS = 60_000;

/** Only a hint of one process: another one finds the same orders by itself. */
const lastMs = new WeakMap<SmsProvider, number>();

export function isTimeForUnknownOrders(app: App, provider: SmsProvider): boolean {
  const last = lastMs.get(provider);
  return last === undefined || app.clock.monotonicMs() - last >= EVERY_MS;
}

/**
 * Orders that are open on the provider's account and belong to none of the rows that share it. One that answers a question
 * of ours which was given up on is canceled there. Whatever else there is somebody else asked for, another shop or a
 * person: it is never touched, and an operator hears of it once.
 */
export async function settleUnknownOrders(
  app: App,
  provider: SmsProvider,
  orders: readonly UpstreamOrder[],
): Promise<void> {
  const now = app.clock.now();
  lastMs.set(provider, app.clock.monotonicMs());
  const account = await app.providers.rowsOfAccount(provider.id);
  await tellSharedAccount(app, provider.id, account);
  const ids = orders.map((order) => order.orderId);
  const owners = await app.db.accountOrders.owners(account, ids);
  const unknown = orders.filter(({ orderId }) => !owners.has(orderId));
  const first = account[0]!;
  const seenAt = await app.db.accountOrders.seeForeign(
    first,
    unknown.map(({ orderId }) => orderId),
    now,
  );
  const foreign: string[] = [];
  for (const order of unknown) {
    const since = order.createdAt ?? seenAt.get(order.orderId) ?? now;
    if (now.getTime() - since.getTime() < STRAY_AFTER_MS) continue;
    if (await app.db.accountOrders.isClaimable(account, since, CLOCK_SKEW_MS)) continue;
    if (!(await cancelIfOurs(app, provider.id, account, order))) foreign.push(order.orderId);
  }
  await tellForeign(app, provider.id, first, foreign);
}

/** An order says by its service and its time which question it answers; one that says neither proves nothing. */
async function cancelIfOurs(
  app: App,
  providerId: number,
  account: readonly number[],
  { orderId, serviceCode, countryCode, createdAt }: UpstreamOrder,
): Promise<boolean> {
  if (serviceCode === undefined || createdAt === undefined) return false;
  const now = app.clock.now();
  const isOurs = await app.db.transact(async (tx) => {
    const order = { orderId, serviceCode, countryCode, createdAt };
    if (!(await tx.accountOrders.claimByQuestion(account, order, PROOF_SKEW_MS))) return false;
    await tx.upstreamOrderEnds.put(providerId, orderId, 'CANCEL', now, now);
    return true;
  });
  if (isOurs) app.log.warn({ provider: providerId }, 'an order of ours that no buyer waits for is canceled there');
  return isOurs;
}

async function tellForeign(app: App, providerId: number, first: number, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  const untold = await app.db.accountOrders.listUntold(first, orderIds);
  if (untold.length === 0) return;
  const facts = { count: orderIds.length };
  // One that must wait for the next time an alert of this kind may be told is told then.
  if (await raiseProviderAlert(app, 'orders_of_others', { providerId, facts }))
    await app.db.accountOrders.markTold(first, untold, app.clock.now());
}

async function tellSharedAccount(app: App, providerId: number, account: readonly number[]): Promise<void> {
  if (account.length === 1) return clearProviderAlert(app, 'account_shared', providerId);
  if (providerId !== account[0]) return;
  const rows = await Promise.all(account.map((id) => app.db.providers.find(id)));
  const names = rows.map((row) => row?.name);
  await raiseProviderAlert(app, 'account_shared', { providerId, facts: { names: names.join(', ') } });
}
