import type { App } from '../../app';
import { readRoutePlace } from '../../database/queries/alerts';
import type { AlertKind } from '../../domain/alert-kind';
import { PROBE_AFTER } from '../../domain/polling/poll-pace';
import type { ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import { clearAlert, raiseAlert } from './raise-alert';

const TOLD_EVERY_S = 3_600;
/** Prices move all day long; an account may be shared on purpose. */
const EVERY_S: Readonly<Partial<Record<AlertKind, number>>> = {
  catalogue_changed: 21_600,
  account_shared: 30 * 86_400,
};

/** What an operator hears of when a supplier refuses a purchase, and what only he can repair. */
const OF_PURCHASES: Readonly<Partial<Record<ProviderFaultKind, AlertKind>>> = {
  auth: 'provider_key_refused',
  balance_empty: 'provider_balance_low',
  blocked: 'provider_blocked',
  mapping: 'route_refused',
  unsupported: 'route_refused',
};
const OF_POLLS: readonly AlertKind[] = ['provider_key_refused', 'provider_blocked', 'provider_unreachable'];

/** One supplier's trouble of one kind is one alert; a route's is its own. */
function keyOf(kind: AlertKind, providerId: number, routeId?: number): string {
  return routeId !== undefined && kind === 'route_refused' ? `${kind}:${routeId}` : `${kind}:${providerId}`;
}

/** Tells the owners of a trouble with a supplier, by its name. True when it was told now. */
export async function raiseProviderAlert(
  app: App,
  kind: AlertKind,
  o: { providerId: number; routeId?: number; detail?: string; facts?: Record<string, string | number | null> },
): Promise<boolean> {
  const [provider, route] = await Promise.all([
    app.db.providers.find(o.providerId),
    o.routeId === undefined ? undefined : readRoutePlace(app.db, o.routeId),
  ]);
  return raiseAlert(app, {
    key: keyOf(kind, o.providerId, o.routeId),
    kind,
    facts: { name: provider?.name ?? String(o.providerId), detail: o.detail ?? '', ...route, ...o.facts },
    everyS: EVERY_S[kind] ?? TOLD_EVERY_S,
  });
}

export async function clearProviderAlert(app: App, kind: AlertKind, providerId: number): Promise<void> {
  await clearAlert(app, keyOf(kind, providerId));
}

/** A supplier refused to sell for a reason that an operator must see. */
export async function raisePurchaseAlert(
  app: App,
  route: { providerId: number; routeId: number },
  fault: ProviderFault,
): Promise<void> {
  const kind = fault.said === 'new' ? 'route_refused' : OF_PURCHASES[fault.fault];
  if (kind) await raiseProviderAlert(app, kind, { ...route, detail: fault.detail });
}

/** A supplier could not be polled: an operator hears at once of what only he can repair, and of silence when it lasts. */
export async function raisePollAlert(
  app: App,
  due: { readonly id: number },
  fault: ProviderFault,
  failures: number,
): Promise<void> {
  const kind =
    fault.fault === 'auth'
      ? 'provider_key_refused'
      : fault.fault === 'blocked'
        ? 'provider_blocked'
        : failures >= PROBE_AFTER
          ? 'provider_unreachable'
          : undefined;
  if (kind) await raiseProviderAlert(app, kind, { providerId: due.id, detail: fault.detail });
}

/** It answers again. */
export async function clearPollAlerts(app: App, providerId: number): Promise<void> {
  for (const kind of OF_POLLS) await clearProviderAlert(app, kind, providerId);
}
