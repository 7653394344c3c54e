import type { App } from '../../app';
import { keptPerDatabase } from '../../database/kept-per-database';
import {
  readOnSale,
  readSearchedCountries,
  readSearchedServices,
  type SearchedRow,
} from '../../database/queries/storefront-search';
import { createTimedReader } from '../../database/timed-readers';
import { LANGUAGES } from '../../domain/language';
import { type CatalogueSearch, createCatalogueSearch, type Readings } from '../../domain/search/catalogue-search';
import { answerSearch, nearest, type OnSale, pairKey, type SearchAnswer } from '../../domain/search/search-answer';

/** Behind the best ones nobody looks. */
const MOST_PAIRS = 60;

/**
 * What somebody means who types `words`, of what can be bought now. `openServiceId`: the service whose countries they look
 * at. The names that are searched are at most a second old, in every process.
 */
export async function searchCatalogue(app: App, o: { words: string; openServiceId?: number }): Promise<SearchAnswer> {
  const { openServiceId } = o;
  const search = await readerOf(app.db, () => createSearchReader(app))();
  const readings = search.read(o.words);
  const answer = answerSearch(readings, { onSale: await findOnSale(app, readings, openServiceId), openServiceId });
  if (answer) return answer;
  const near = { ...search.guess(o.words), pairs: [] };
  return nearest(near, { onSale: await findOnSale(app, near, openServiceId), openServiceId });
}

async function findOnSale(app: App, found: Readings, openServiceId: number | undefined): Promise<OnSale> {
  const pairs = found.pairs.slice(0, MOST_PAIRS);
  const [serviceIds, countryIds] = [found.services, found.countries].map((matches) => matches.map(({ id }) => id));
  const hasAny = found.services.length + found.countries.length + pairs.length > 0;
  const rows = hasAny
    ? await readOnSale(app.db, { serviceIds: serviceIds!, countryIds: countryIds!, openServiceId, pairs })
    : [];
  const services = new Set<number>();
  const countries = new Set<number>();
  const countriesOfOpen = new Set<number>();
  const offers = new Map<string, number>();
  for (const { kind, serviceId, countryId, offerId } of rows) {
    if (kind === 'service') services.add(serviceId!);
    else if (kind === 'pair') offers.set(pairKey({ serviceId: serviceId!, countryId: countryId! }), offerId!);
    else {
      countries.add(countryId!);
      if (offerId !== null) countriesOfOpen.add(countryId!);
    }
  }
  return { services, countries, countriesOfOpen, offers };
}

const readerOf = keptPerDatabase<() => Promise<CatalogueSearch>>();

/** Looks for new names at most once a second, and makes the search anew only when there are some. */
function createSearchReader({ db, clock }: App): () => Promise<CatalogueSearch> {
  let known: { readonly search: CatalogueSearch; readonly as: string } | undefined;
  return createTimedReader(clock, async () => {
    const [services, countries] = await Promise.all([readSearchedServices(db), readSearchedCountries(db)]);
    const as = JSON.stringify([services, countries]);
    if (known?.as !== as) known = { as, search: searchOf(services, countries) };
    return known.search;
  });
}

function searchOf(services: readonly SearchedRow[], countries: readonly SearchedRow[]): CatalogueSearch {
  const regions = LANGUAGES.map((language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }));
  return createCatalogueSearch({
    services: services.map(({ id, name, code, aliases }) => ({ id, names: [name, code], aliases, codes: [] })),
    countries: countries.map(({ id, name, code, callingCode, aliases }) => ({
      ...{ id, aliases, codes: [code, callingCode ?? ''] },
      names: [name, ...regions.flatMap((names) => namesOf(names, code))],
    })),
  });
}

/** Some shops sell under letters that are no region's. */
function namesOf(names: Intl.DisplayNames, iso: string): string[] {
  return /^[A-Z]{2}$/.test(iso) ? [names.of(iso) ?? []].flat() : [];
}
