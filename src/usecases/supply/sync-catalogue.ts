import type { App } from '../../app';
import { addMs } from '../../domain/time';
import type { PriceList, ProviderCatalogue, ProviderFault, SmsProvider } from '../../ports/sms-provider';
import { clearProviderAlert, raiseProviderAlert } from '../alerts/provider-alerts';
import { keepPrices } from './price-offers';

const AGAIN_MS = 600_000;
const AFTER_FAULT_MS = 300_000;
/** A protocol without lists gets none tomorrow either, unless its adapter changes. */
const WITHOUT_LISTS_MS = 86_400_000;
/** Lists that were not read for so long are told to an operator, whatever the reason. */
const STALE_AFTER_MS = 3_600_000;
const WORTH_TELLING = [
  'NEW_SERVICE',
  'NEW_COUNTRY',
  'NEW_PRICE',
  'GONE_SERVICE',
  'GONE_COUNTRY',
  'GONE_PRICE',
  'DEARER',
];

export type SyncOutcome =
  /** `changes`: how many of each kind since the last lists. */
  | { readonly kind: 'synced'; readonly changes: Readonly<Record<string, number>> }
  | { readonly kind: 'no_lists' | 'not_found' }
  | { readonly kind: 'fails'; readonly fault: ProviderFault['fault']; readonly detail: string };

/**
 * Reads what a supplier sells and stores it: lists, prices, stock. Routes get stock and cost, what changed is noted and
 * told to the operator. Prices of offers that follow their rule go along. All lists or none: a broken one changes nothing.
 */
export async function syncCatalogue(app: App, { providerId }: { providerId: number }): Promise<SyncOutcome> {
  const provider = await app.providers.get(providerId);
  if (!provider) return { kind: 'not_found' };
  if (!provider.catalogue && !provider.prices) {
    await finish(app, providerId, null, null, WITHOUT_LISTS_MS);
    return { kind: 'no_lists' };
  }
  const lists = await readLists(app, provider);
  if (lists.kind === 'fault') {
    await finish(app, providerId, null, lists.fault, AFTER_FAULT_MS);
    await tellUnread(app, providerId, lists);
    return { kind: 'fails', fault: lists.fault, detail: lists.detail };
  }
  const now = app.clock.now();
  const changes = await app.db.transact(async (tx) => {
    if (lists.catalogue) await tx.supply.storeLists(providerId, lists.catalogue, now);
    await tx.supply.map(providerId);
    if (lists.prices)
      await tx.supply.storePrices(providerId, lists.prices.rows, { now, isWhole: !lists.prices.unreadable });
    return tx.supply.countChanges(providerId, now);
  });
  await keepPrices(app);
  await finish(app, providerId, now, null, AGAIN_MS);
  await tellOdd(app, providerId, lists.prices?.unreadable);
  await tell(app, providerId, changes);
  return { kind: 'synced', changes };
}

export type Lists = { kind: 'lists'; catalogue?: ProviderCatalogue; prices?: PriceList };

/** What a supplier says it sells; asks it twice at most, and stores nothing. */
export async function readLists(app: App, provider: SmsProvider): Promise<Lists | ProviderFault> {
  try {
    const catalogue = await provider.catalogue?.();
    if (catalogue?.kind === 'fault') return catalogue;
    const prices = await provider.prices?.({});
    if (prices?.kind === 'fault') return prices;
    return { kind: 'lists', catalogue, prices };
  } catch (err) {
    app.log.error({ err, provider: provider.id }, 'reading the lists of a supplier broke off');
    return { kind: 'fault', fault: 'unavailable', detail: 'the adapter threw' };
  }
}

async function finish(app: App, providerId: number, at: Date | null, fault: string | null, afterMs: number) {
  await app.db.supply.finishSync({ providerId, at, fault, dueAt: addMs(app.clock.now(), afterMs) });
}

/** At once where the lists themselves are strange: nothing will mend that by itself. */
async function tellUnread(app: App, providerId: number, { said, detail }: ProviderFault): Promise<void> {
  const readAt = (await app.db.providers.find(providerId))?.catalogueAt;
  const isStale = readAt != null && app.clock.now().getTime() - readAt.getTime() > STALE_AFTER_MS;
  if (said === 'new' || isStale) await raiseProviderAlert(app, 'catalogue_unreadable', { providerId, detail });
}

/** Cells among readable ones that are not understood: their neighbours are fresh, they themselves stay as they were. */
async function tellOdd(app: App, providerId: number, cells: readonly string[] = []): Promise<void> {
  if (cells.length === 0) return clearProviderAlert(app, 'catalogue_unreadable', providerId);
  const facts = { count: cells.length };
  await raiseProviderAlert(app, 'catalogue_unreadable', { providerId, detail: cells[0], facts });
}

async function tell(app: App, providerId: number, changes: Readonly<Record<string, number>>): Promise<void> {
  if (!WORTH_TELLING.some((kind) => changes[kind])) return;
  const sum = (kind: string) =>
    Object.entries(changes).reduce((all, [key, n]) => (key.startsWith(kind) ? all + n : all), 0);
  await raiseProviderAlert(app, 'catalogue_changed', {
    providerId,
    facts: { added: sum('NEW_'), gone: sum('GONE_'), dearer: sum('DEARER') },
  });
}
