import type { App } from '../../app';
import type { Tx } from '../../database/database';
import { readSaleCells, type SaleCell } from '../../database/queries/selling';
import type { Amount } from '../../domain/money/money';
import { type PriceRule, priceBy, ruleFor } from '../../domain/pricing/price-rule';
import type { Refusal } from '../../resources/kit/resource';
import type { Author } from '../catalogue/save-row';
import { knownCountry } from './known-country';
import { countriesOf, makeRows, serviceCalled } from './make-rows';
import { findSupplierSale } from './supplier-sale';

export interface MarkUp {
  /** Hundredths of a per cent. */
  readonly markupBp: number;
  /** Prices are multiples of this, rounded up. */
  readonly roundTo: Amount;
}

export interface SaleOffer {
  readonly serviceName: string;
  readonly countryName: string;
  readonly iso: string;
  readonly cost: Amount;
  readonly price: Amount;
  /** It was on sale before, and keeps its price; the supplier is asked after those that it has. */
  readonly wasThere: boolean;
}

export interface SalePreview {
  readonly offers: readonly SaleOffer[];
  /** On sale already at a price below what the supplier asks: left out. */
  readonly tooDear: number;
  /** The supplier sells it here already. */
  readonly hadRoute: number;
}

export type SupplierSaleOutcome =
  | ({ readonly kind: 'would_sell' } & SalePreview)
  | ({ readonly kind: 'selling'; readonly newOffers: number; readonly newRoutes: number } & SalePreview)
  /** Somebody ended this sale before. */
  | { readonly kind: 'sold_before' }
  /** No such sale, or nothing chosen yet. */
  | { readonly kind: 'not_found' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const LONGEST_NAME = 60;

/**
 * Puts on sale what was chosen of a supplier's list: services and countries that lack, a price rule for each service, offers
 * that follow it, and routes, all in one transaction or none of it. Doing it again makes nothing twice: the sale ends once,
 * and `offers_service_country_key`, `routes_offer_provider_key` and `price_rules_scope_once` stand behind it.
 */
export async function sellFromSupplier(
  app: App,
  o: Author & MarkUp & { saleId: bigint; isDryRun?: boolean },
): Promise<SupplierSaleOutcome> {
  const sale = await findSupplierSale(app, o.saleId);
  const { provider: providerId, services, countries = [] } = sale?.choices ?? {};
  if (providerId === undefined || services === undefined) return { kind: 'not_found' };
  const chosen = { saleId: o.saleId, providerId, services, countries };
  if (o.isDryRun) {
    const rules = await app.db.supply.listRules();
    return { kind: 'would_sell', ...priced(await readSaleCells(app.db, chosen), rules, o).preview };
  }
  return makeRows(app, async (tx): Promise<SupplierSaleOutcome> => {
    if (!(await tx.sales.end(o.saleId, app.clock.now()))) return { kind: 'sold_before' };
    return makeAll(app, tx, chosen, o);
  });
}

async function makeAll(
  app: App,
  tx: Tx,
  chosen: Parameters<typeof readSaleCells>[1],
  o: Author & MarkUp,
): Promise<SupplierSaleOutcome> {
  const { providerId } = chosen;
  const at = app.clock.now();
  const { cells, preview } = priced(await readSaleCells(tx, chosen), await tx.supply.listRules(), o);
  const serviceIds = await servicesOf(app, tx, cells, o);
  const countryIds = await newCountriesOf(app, tx, cells, o);
  await tx.sales.map('service', providerId, serviceIds);
  await tx.sales.map('country', providerId, countryIds);
  const rows = cells.map((cell) => ({
    ...cell,
    serviceId: cell.serviceId ?? serviceIds.get(cell.serviceCode)!,
    countryId: cell.countryId ?? countryIds.get(cell.countryCode)!,
  }));
  for (const serviceId of new Set(rows.filter(({ offerId }) => offerId === null).map((row) => row.serviceId))) {
    const rule = { serviceId, countryId: null, kind: 'MARKUP' as const, fixedPrice: null, minimum: 0n, isActive: true };
    const { markupBp, roundTo } = o;
    const id = await tx.supply.putRule({ ...rule, markupBp, roundTo }, at);
    const facts = { service_id: serviceId, markup_bp: markupBp };
    const entry = { actor: o.actor, action: 'price_rule.saved', entity: 'price_rule', entityId: id, facts };
    await tx.audit.write({ ...entry, requestId: o.requestId, at });
  }
  const newOffers = await tx.sales.putOffers(rows, at);
  const newRoutes = await tx.sales.putRoutes(providerId, rows, at);
  await tx.sales.note(chosen.saleId, { offers: newOffers.length, routes: newRoutes });
  const facts = { offers: newOffers.length, routes: newRoutes, markup_bp: o.markupBp };
  const entry = { actor: o.actor, action: 'provider.put_on_sale', entity: 'provider', entityId: providerId, facts };
  await tx.audit.write({ ...entry, requestId: o.requestId, at });
  return { kind: 'selling', newOffers: newOffers.length, newRoutes, ...preview };
}

type PricedCell = SaleCell & { readonly iso: string; readonly price: Amount };

/** Each cell with its price; of two that are the same offer here the cheaper one that has numbers. */
function priced(cells: readonly SaleCell[], rules: readonly PriceRule[], { markupBp, roundTo }: MarkUp) {
  const best = new Map<string, SaleCell & { readonly iso: string }>();
  for (const cell of cells) {
    const { iso } = cell;
    if (iso === null || (cell.countryId === null && !knownCountry(iso))) continue;
    const key = `${cell.serviceId ?? cell.serviceCode} ${iso}`;
    const known = best.get(key);
    if (!known || isBetter(cell, known)) best.set(key, { ...cell, iso });
  }
  const rule = { kind: 'MARKUP' as const, fixedPrice: null, markupBp, minimum: 0n, roundTo, isActive: true };
  const priceOf = ({ serviceId, countryId, cost }: SaleCell) => {
    // A rule for the very offer is more particular than the one that is made.
    const own = countryId !== null && serviceId !== null ? ruleFor(rules, { serviceId, countryId }) : undefined;
    const holds =
      own?.serviceId != null && own.countryId !== null ? own : { ...rule, id: 0, serviceId, countryId: null };
    return priceBy(holds, { cost, floor: cost });
  };
  const all = [...best.values()].map((cell): PricedCell => ({ ...cell, price: cell.price ?? priceOf(cell) }));
  const lacking = all.filter((cell) => !cell.hasRoute);
  const good = lacking.filter(({ cost, price }) => price >= cost);
  const preview: SalePreview = {
    offers: good.map(({ serviceName, countryName, iso, cost, price, offerId }) => ({
      ...{ serviceName, countryName, iso, cost, price, wasThere: offerId !== null },
    })),
    tooDear: lacking.length - good.length,
    hadRoute: all.length - lacking.length,
  };
  return { cells: good, preview };
}

const isBetter = (one: SaleCell, other: SaleCell) =>
  (one.stock === 0) === (other.stock === 0) ? one.cost < other.cost : one.stock !== 0;

async function servicesOf(app: App, tx: Tx, cells: readonly PricedCell[], author: Author) {
  const made = new Map<string, number>();
  for (const { serviceCode, serviceId, serviceName } of cells) {
    if (serviceId !== null || made.has(serviceCode)) continue;
    made.set(serviceCode, await serviceCalled(app, tx, serviceName.slice(0, LONGEST_NAME).trim(), author));
  }
  return made;
}

async function newCountriesOf(app: App, tx: Tx, cells: readonly PricedCell[], author: Author) {
  const lacking = cells.filter(({ countryId }) => countryId === null);
  const byIso = await countriesOf(app, tx, new Set(lacking.map(({ iso }) => iso)), author);
  return new Map(lacking.map(({ countryCode, iso }) => [countryCode, byIso.get(iso)!]));
}
