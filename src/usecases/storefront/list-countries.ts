import type { App } from '../../app';
import { readOffers } from '../../database/queries/storefront-offers';
import { readSearchedCountries } from '../../database/queries/storefront-search';
import type { CountryOrder } from '../../domain/country-order';
import type { Language } from '../../domain/language';
import { ENOUGH_TO_TELL, toOfferView } from './offer-view';

interface Wanted {
  readonly serviceId: number;
  readonly countryIds?: readonly number[];
  /** Null: the shop's own. */
  readonly order?: CountryOrder | null;
  /** In which names are put into order. */
  readonly language?: Language;
  readonly page: number;
  readonly pageSize: number;
}

/** Where a service is on sale, one offer for each country; `countryIds` keeps only those countries, in that order. `page` counts from 0. */
export async function listCountries(app: App, { order, language = 'en', countryIds, ...o }: Wanted) {
  const { items, total, page } = await readOffers(app.db, {
    ...o,
    countryIds: countryIds ?? (order === 'name' ? await namedCountries(app, language) : undefined),
    order: countryIds || order === 'name' ? undefined : (order ?? undefined),
    enoughToTell: ENOUGH_TO_TELL,
    now: app.clock.now(),
  });
  return { items: items.map(toOfferView), total, page };
}

/** All countries in the order of the names that they have in a language. */
async function namedCountries({ db }: App, language: Language): Promise<number[]> {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const { compare } = new Intl.Collator(language);
  const named = (await readSearchedCountries(db)).map(({ id, code, name }) => ({
    id,
    name: (/^[A-Z]{2}$/.test(code) && names.of(code)) || name,
  }));
  return named.sort((a, b) => compare(a.name, b.name) || a.id - b.id).map(({ id }) => id);
}
