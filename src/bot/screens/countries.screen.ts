import { readService } from '../../database/queries/storefront-services';
import { COUNTRY_ORDERS, type CountryOrder } from '../../domain/country-order';
import type { MessageButton } from '../../ports/messenger';
import { listCountries } from '../../usecases/storefront/list-countries';
import { searchCatalogue } from '../../usecases/storefront/search-catalogue';
import { callbacks } from '../callbacks';
import { foundAnswer } from './found';
import { screen, type Visit } from './screen';
import { button, pager } from './view';

const PAGE_SIZE = 8;

/** Where a service is on sale, or what the words typed last mean: some of those countries, or something else. */
export const countriesScreen = screen('countries', async (visit, { service: id, page, query: isSearch, from }) => {
  const { app, user, texts } = visit;
  const step = isSearch ? await visit.step() : undefined;
  const query = step?.kind === 'search_countries' && step.serviceId === id ? step.query : undefined;
  const answer = query === undefined ? undefined : await searchCatalogue(app, { words: query, openServiceId: id });
  const found = answer?.kind === 'countries' ? answer.countryIds : undefined;
  if (query !== undefined && answer && !found)
    return foundAnswer(visit, answer, { query, page, open: { serviceId: id, from } });
  const shown = { serviceId: id, countryIds: found, page, pageSize: PAGE_SIZE };
  const [service, usual] = await Promise.all([readService(app.db, { id, userId: user.id }), listCountries(app, shown)]);
  const back = button(texts.back, callbacks.services({ page: from, favourites: false, query: false }));
  if (!service) return { text: texts.refusals.offer_gone(), buttons: [[back]] };
  const { countryOrder: order } = service;
  // Few choose an order: the others wait for one answer of the database.
  const countries = order && !found ? await listCountries(app, { ...shown, order, language: user.language }) : usual;
  const isFound = query !== undefined;
  const linkTo = (to: number) => callbacks.countries({ service: id, page: to, query: isFound, from });
  const facts = { serviceName: service.name, serviceEmoji: service.emoji, total: countries.total, query };
  const star = button(
    texts.starButton(service.isFavourite),
    callbacks.star({ service: id, on: !service.isFavourite, page: countries.page, query: isFound, from }),
  );
  return {
    text: countries.total === 0 ? texts.noCountries : texts.countriesScreen(facts),
    buttons: [
      ...countries.items.map((offer) => [
        button(
          texts.countryRow(offer),
          callbacks.offer({ offer: offer.offerId, page: isFound ? 0 : countries.page, from }),
        ),
      ]),
      ...(isFound || countries.total < 2 ? [] : [orderRow(visit, { id, from, order })]),
      ...pager(texts, { ...countries, pageSize: PAGE_SIZE }, linkTo),
      query === undefined
        ? [star]
        : [star, button(texts.allCountries, callbacks.countries({ service: id, page: 0, query: false, from }))],
      [back, button(texts.home, callbacks.home())],
    ],
    step: { kind: 'search_countries', serviceId: id, from, query },
  };
});

/** What is pressed again is put away. */
function orderRow({ texts }: Visit, o: { id: number; from: number; order: CountryOrder | null }): MessageButton[] {
  return COUNTRY_ORDERS.map((by) => {
    const isChosen = by === o.order;
    const data = callbacks.orderCountries({ service: o.id, by: isChosen ? 'own' : by, from: o.from });
    return button(`${isChosen ? '✓ ' : ''}${texts.orderButtons[by]}`, data);
  });
}

/** Says which order there should be, so that a second tap changes nothing more; kept until another one is chosen. */
export const orderCountriesScreen = screen('orderCountries', async ({ app, user }, { service, by, from }) => {
  const order = COUNTRY_ORDERS.find((one) => one === by) ?? null;
  await app.db.dialogues.setCountryOrder(user.id, order, app.clock.now());
  return { go: callbacks.countries({ service, page: 0, query: false, from }) };
});
