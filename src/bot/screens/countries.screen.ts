import { readService } from '../../database/queries/storefront-services';
import { listCountries } from '../../usecases/storefront/list-countries';
import { callbacks } from '../callbacks';
import { countriesNamed } from '../texts/country-search';
import { screen } from './screen';
import { button, pager } from './view';

const PAGE_SIZE = 8;

/** Where a service is on sale, or those countries that fit the words typed last. */
export const countriesScreen = screen('countries', async (visit, { service: id, page, query: isSearch, from }) => {
  const { app, user, texts } = visit;
  const step = isSearch ? await visit.step() : undefined;
  const query = step?.kind === 'search_countries' && step.serviceId === id ? step.query : undefined;
  const isos = query === undefined ? undefined : countriesNamed(query, user.language);
  const [service, countries] = await Promise.all([
    readService(app.db, { id, userId: user.id }),
    listCountries(app, { serviceId: id, isos, page, pageSize: PAGE_SIZE }),
  ]);
  const back = button(texts.back, callbacks.services({ page: from, favourites: false, query: false }));
  if (!service) return { text: texts.refusals.offer_gone(), buttons: [[back]] };
  const isFound = query !== undefined && countries.total > 0;
  const linkTo = (to: number) => callbacks.countries({ service: id, page: to, query: isFound, from });
  const facts = { serviceName: service.name, serviceEmoji: service.emoji, total: countries.total, query };
  const star = button(
    texts.starButton(service.isFavourite),
    callbacks.star({ service: id, on: !service.isFavourite, page: countries.page, query: isFound, from }),
  );
  const empty = query === undefined ? texts.noCountries : texts.noCountryFound({ query });
  return {
    text: countries.total === 0 ? empty : texts.countriesScreen(facts),
    buttons: [
      ...countries.items.map((offer) => [
        button(
          texts.countryRow(offer),
          callbacks.offer({ offer: offer.offerId, page: isFound ? 0 : countries.page, from }),
        ),
      ]),
      ...pager(texts, { ...countries, pageSize: PAGE_SIZE }, linkTo),
      query === undefined
        ? [star]
        : [star, button(texts.allCountries, callbacks.countries({ service: id, page: 0, query: false, from }))],
      [back, button(texts.home, callbacks.home())],
    ],
    step: { kind: 'search_countries', serviceId: id, from, query },
  };
});
