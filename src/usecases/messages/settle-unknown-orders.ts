import type { App } from '../../app';
import type { ProvingOrder } from '../../database/stores/account-orders';
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
  const asked = await app.db.accountOrders.oldestQuestion(account);
  const sinceMs = ({ orderId, createdAt }: UpstreamOrder) => (createdAt ?? seenAt.get(orderId) ?? now).getTime();
  // What a purchase of unknown outcome may still claim is left to it.
  const settled = unknown.filter(
    (order) =>
      now.getTime() - sinceMs(order) >= STRAY_AFTER_MS && !(asked && asked.getTime() <= sinceMs(order) + CLOCK_SKEW_MS),
  );
  const ours = await cancelOurs(app, provider.id, account, settled);
  const foreign = settled.filter(({ orderId }) => !ours.has(orderId)).map(({ orderId }) => orderId);
  await tellForeign(app, provider.id, first, foreign);
}

/** An order says by its service and its time which question it answers; one that says neither proves nothing. */
async function cancelOurs(
  app: App,
  providerId: number,
  account: readonly number[],
  orders: readonly UpstreamOrder[],
): Promise<ReadonlySet<string>> {
  const proving = orders.flatMap(({ orderId, serviceCode, countryCode, createdAt }): ProvingOrder[] =>
    serviceCode === undefined || createdAt === undefined ? [] : [{ orderId, serviceCode, countryCode, createdAt }],
  );
  const o = { skewMs: PROOF_SKEW_MS, now: app.clock.now() };
  const ours = await app.db.accountOrders.claimAnswers(providerId, account, proving, o);
  if (ours.size > 0)
    app.log.warn(
      { provider: providerId, orders: ours.size },
      'orders of ours that no buyer waits for are canceled there',
    );
  return ours;
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
