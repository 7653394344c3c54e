import type { App } from '../../app';
import {
  readSaleCountries,
  readSaleServices,
  type SaleCountry,
  type SaleService,
} from '../../database/queries/selling';
import { popularity } from '../../domain/supply/popular-services';
import { addMs, DAY_MS } from '../../domain/time';
import type { ProviderFaultKind } from '../../ports/sms-provider';
import { readLists } from '../supply/sync-catalogue';

/** What was chosen of a sale from a supplier so far; services and countries by its codes. */
export interface SupplierChoices {
  readonly provider: number;
  /** All that can be chosen, in the order in which it is shown. */
  readonly allServices: readonly string[];
  readonly services: readonly string[];
  readonly allCountries?: readonly string[];
  readonly countries?: readonly string[];
}

export type OpenSaleOutcome =
  | { readonly kind: 'opened'; readonly saleId: bigint }
  /** Its protocol tells no prices, or it sells nothing now. */
  | { readonly kind: 'no_lists' | 'nothing_sold' }
  | { readonly kind: 'fails'; readonly fault: ProviderFaultKind }
  | { readonly kind: 'not_found' };

/** So many are chosen before an operator has chosen anything. */
export const USUAL_CHOICES = 10;
const SOLD_DAYS = 30;

/** Asks a supplier for its lists and prices, and keeps them for whoever chooses from them. */
export async function openSupplierSale(app: App, { providerId }: { providerId: number }): Promise<OpenSaleOutcome> {
  const provider = await app.providers.get(providerId, { isNow: true });
  if (!provider) return { kind: 'not_found' };
  if (!provider.prices) return { kind: 'no_lists' };
  const lists = await readLists(app, provider);
  if (lists.kind === 'fault') return { kind: 'fails', fault: lists.fault };
  const rows = lists.prices?.rows ?? [];
  const named = lists.catalogue ?? {
    services: [...new Set(rows.map((row) => row.serviceCode))].map((code) => ({ code, name: code })),
    countries: [...new Set(rows.map((row) => row.countryCode))].map((code) => ({ code, name: code })),
  };
  const now = app.clock.now();
  return app.db.transact(async (tx): Promise<OpenSaleOutcome> => {
    await tx.supply.storeLists(providerId, named, now);
    await tx.supply.map(providerId);
    const saleId = await tx.sales.open({ provider: providerId }, { now });
    await tx.sales.putPrices(saleId, rows);
    const services = inOrder(await readSaleServices(tx, { saleId, providerId, since: since(now) }));
    if (services.length === 0) return { kind: 'nothing_sold' };
    const allServices = services.map(({ code }) => code);
    await tx.sales.choose(saleId, { allServices, services: allServices.slice(0, USUAL_CHOICES) });
    return { kind: 'opened', saleId };
  });
}

/** A sale from a supplier, while it is remembered. */
export async function findSupplierSale(
  app: App,
  id: bigint,
): Promise<{ readonly id: bigint; readonly endedAt: Date | null; readonly choices: SupplierChoices } | undefined> {
  const sale = await app.db.sales.find(id);
  return sale && Array.isArray(sale.choices.allServices)
    ? { id, endedAt: sale.endedAt, choices: sale.choices as unknown as SupplierChoices }
    : undefined;
}

/** In the order of `allServices`. */
export async function listSaleServices(
  app: App,
  sale: { id: bigint; choices: SupplierChoices },
): Promise<SaleService[]> {
  const { provider: providerId, allServices } = sale.choices;
  const since_ = since(app.clock.now());
  const byCode = new Map(
    (await readSaleServices(app.db, { saleId: sale.id, providerId, since: since_ })).map((one) => [one.code, one]),
  );
  return allServices.flatMap((code) => byCode.get(code) ?? []);
}

/** The services are chosen: gives the countries in which there are some, the most stocked first, which are chosen before anything is. */
export async function chooseServices(
  app: App,
  sale: { id: bigint; choices: SupplierChoices },
  services: readonly string[],
): Promise<SaleCountry[]> {
  const { provider: providerId } = sale.choices;
  const countries = await readSaleCountries(app.db, { saleId: sale.id, providerId, services });
  const allCountries = countries.map(({ code }) => code);
  await app.db.sales.choose(sale.id, { services, allCountries, countries: allCountries.slice(0, USUAL_CHOICES) });
  return countries;
}

export function listSaleCountries(
  app: App,
  { id, choices }: { id: bigint; choices: SupplierChoices },
): Promise<SaleCountry[]> {
  const { provider: providerId, services } = choices;
  return readSaleCountries(app.db, { saleId: id, providerId, services });
}

/** By what is sold here, then in the trade, then by what there is most of. */
function inOrder(services: readonly SaleService[]): SaleService[] {
  return [...services].sort(
    (a, b) => b.sold - a.sold || popularity(a.name) - popularity(b.name) || (b.stock ?? 0) - (a.stock ?? 0),
  );
}

const since = (now: Date) => addMs(now, -SOLD_DAYS * DAY_MS);
