import type { App } from '../../app';
import type { Tx } from '../../database/database';
import { readOffersOfService } from '../../database/queries/selling';
import type { NumberImportRow } from '../../database/stores/number-imports';
import type { Refusal } from '../../resources/kit/resource';
import { offer } from '../../resources/offer';
import { route } from '../../resources/route';
import { type Author, insertRow } from '../catalogue/save-row';
import { importNumbers } from '../numbers/import-numbers';
import { countriesOf, makeRows, serviceCalled } from './make-rows';
import { serviceNamed } from './new-service';
import { type FoundNumbers, type NumbersFile, type ReadNumbersOutcome, readOwnNumbers } from './read-own-numbers';

export type WantedService = { readonly id: number } | { readonly id?: undefined; readonly name: string };

export interface OwnNumbersOrder extends Author, NumbersFile {
  /** At whom their SMS arrive. */
  readonly providerId: number;
  readonly service: WantedService;
  /** Of a number, where there is no offer yet. */
  readonly price?: bigint;
  /** Where the numbers come from, for people: a file's name. */
  readonly source: string;
  /** Says what would be made, and makes nothing. */
  readonly isDryRun?: boolean;
  readonly inBackground?: boolean;
  /** It is ended in the transaction that makes everything: whoever comes second makes nothing. */
  readonly saleId?: bigint;
}

/** What of these numbers is on sale in one country. */
export interface OwnOffer {
  readonly iso: string;
  readonly numbers: number;
  /** Undefined: there is none yet, and nobody said what it would be. */
  readonly price?: bigint;
  /** It was on sale before, and keeps its price. */
  readonly wasThere: boolean;
}

interface OwnSale {
  /** Undefined before a new one is made. */
  readonly serviceId?: number;
  readonly offers: readonly OwnOffer[];
  readonly found: FoundNumbers;
}

export type OwnNumbersOutcome =
  | ({ readonly kind: 'would_sell' } & OwnSale)
  | ({ readonly kind: 'selling'; readonly import: NumberImportRow } & OwnSale)
  /** Somebody ended this sale before. */
  | { readonly kind: 'sold_before' }
  /** Not every country has an offer, and nobody said what a number costs. */
  | { readonly kind: 'price_needed'; readonly found: FoundNumbers }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | Exclude<ReadNumbersOutcome, { kind: 'found' }>;

/**
 * Puts own numbers on sale: the service and the countries that lack, an offer and a route for each country, all in one
 * transaction or none of it; then the numbers come in by an import. Doing it again makes nothing twice: constraints
 * `offers_service_country_key`, `routes_offer_provider_key` and `numbers_provider_service_phone_key`.
 */
export async function sellOwnNumbers(app: App, order: OwnNumbersOrder): Promise<OwnNumbersOutcome> {
  const { providerId, price, isDryRun, saleId } = order;
  if (!(await app.db.providers.find(providerId))) return refused({ kind: 'not_found', entity: 'provider' });
  const read = await readOwnNumbers(app, order);
  if (read.kind !== 'found') return read;
  const { found } = read;
  const plan = await planOwnNumbers(app, { ...order, found });
  if (!plan) return refused({ kind: 'not_found', entity: 'service' });
  if (isDryRun) return { kind: 'would_sell', found, ...plan };
  if (price === undefined && plan.offers.some((one) => one.price === undefined)) return { kind: 'price_needed', found };
  const serviceId = await makeOffers(app, order, Object.keys(found.countries));
  if (typeof serviceId !== 'number') return serviceId;
  const { source, column, open, inBackground, actor, requestId } = order;
  const target = { providerId, serviceId, source, column, inBackground, actor, requestId };
  const imported = await importNumbers(app, { ...target, open });
  if (!('import' in imported) || imported.kind === 'column_unclear') return { kind: 'failed' };
  if (saleId !== undefined) await app.db.sales.handOver(saleId, imported.import.id);
  return { kind: 'selling', import: imported.import, serviceId, offers: plan.offers, found };
}

/** What is there of the offers that such numbers need. Undefined: there is no such service. */
export async function planOwnNumbers(
  app: App,
  o: { providerId: number; service: WantedService; price?: bigint; found: FoundNumbers },
): Promise<Pick<OwnSale, 'serviceId' | 'offers'> | undefined> {
  const { service: wanted, providerId, found, price } = o;
  const { id: serviceId } = wanted.id === undefined ? await serviceNamed(app.db, wanted.name) : wanted;
  if (serviceId !== undefined && !(await app.db.services.isThere(serviceId))) return undefined;
  const isos = Object.keys(found.countries);
  const there = serviceId === undefined ? [] : await readOffersOfService(app.db, { serviceId, providerId, isos });
  const offers = Object.entries(found.countries).map(([iso, numbers]): OwnOffer => {
    const known = there.find((one) => one.iso === iso);
    return { iso, numbers, price: known?.price ?? price, wasThere: known !== undefined };
  });
  return { serviceId, offers: offers.sort((a, b) => b.numbers - a.numbers) };
}

function makeOffers(
  app: App,
  order: OwnNumbersOrder,
  isos: readonly string[],
): Promise<number | Extract<OwnNumbersOutcome, { kind: 'sold_before' | 'refused' }>> {
  const { saleId, service: wanted, providerId } = order;
  return makeRows(app, async (tx) => {
    if (saleId !== undefined && !(await tx.sales.end(saleId, app.clock.now()))) return { kind: 'sold_before' as const };
    const serviceId = wanted.id ?? (await serviceCalled(app, tx, wanted.name.trim(), order));
    const countries = await countriesOf(app, tx, isos, order);
    const there = await readOffersOfService(tx, { serviceId, providerId, isos });
    for (const iso of isos) {
      const countryId = countries.get(iso);
      if (countryId === undefined) continue;
      const known = there.find((one) => one.iso === iso);
      const offerId =
        known?.offerId ?? (await insertRow(app, tx, offer, { serviceId, countryId, price: order.price }, order));
      if (known && !known.isActive) await switchOn(app, tx, offer, known.offerId, order);
      if (known?.routeId == null) await insertRow(app, tx, route, { offerId, providerId, isPool: true }, order);
      else if (known.isPoolRoute && !known.isRouteActive) await switchOn(app, tx, route, known.routeId, order);
    }
    return serviceId;
  });
}

async function switchOn(app: App, tx: Tx, of: typeof offer | typeof route, id: number, { actor, requestId }: Author) {
  await tx.catalogue.update(of.entity, id, { isActive: true });
  const entry = { actor, action: `${of.name}.updated`, entity: of.name, entityId: id, requestId, at: app.clock.now() };
  await tx.audit.write({ ...entry, facts: { is_active: true } });
}

const refused = (refusal: Refusal) => ({ kind: 'refused', refusal }) as const;
