import { rowsFor } from '../../database/queries/rows-for';
import { readServices, readServicesIn } from '../../database/queries/storefront-services';
import { searchCatalogue } from '../../usecases/storefront/search-catalogue';
import { toggleFavourite } from '../../usecases/users/toggle-favourite';
import { callbacks } from '../callbacks';
import { foundAnswer, PAGE_SIZE, serviceButtons, waysOut } from './found';
import { screen } from './screen';
import { button, pager, rowsOf, type Step } from './view';

/** All services, the favourites alone, or what the words typed last mean. */
export const servicesScreen = screen('services', async (visit, { page, favourites, query: isSearch }) => {
  const { app, user, texts } = visit;
  const step = isSearch ? await visit.step() : undefined;
  const query = step?.kind === 'search_services' ? step.query : undefined;
  if (query !== undefined) {
    const answer = await searchCatalogue(app, { words: query });
    return foundAnswer(visit, answer, { query, page });
  }
  const services = await readServices(app.db, {
    userId: user.id,
    favouritesOnly: favourites,
    page,
    pageSize: PAGE_SIZE,
  });
  const linkTo = (to: number) => callbacks.services({ page: to, favourites, query: false });
  const all = button(texts.allServices, callbacks.services({ page: 0, favourites: false, query: false }));
  const empty = favourites ? texts.noFavourites : texts.noServices;
  return {
    text:
      services.total === 0
        ? empty
        : texts.servicesScreen({ total: services.total, query: undefined, favouritesOnly: favourites }),
    buttons: [
      ...rowsOf(serviceButtons(visit, services.items, favourites ? 0 : services.page), 2),
      ...pager(texts, { ...services, pageSize: PAGE_SIZE }, linkTo),
      favourites ? [all, button(texts.back, callbacks.home())] : [button(texts.back, callbacks.home())],
    ],
    step: SEARCH,
  };
});

const SEARCH: Step = { kind: 'search_services', favourites: false };

/** What is on sale in a country that was typed before any service. */
export const servicesInScreen = screen('servicesIn', async (visit, { country: id, page }) => {
  const { app, user, texts } = visit;
  const [[country], services] = await Promise.all([
    rowsFor(app).countries([id]),
    readServicesIn(app.db, { userId: user.id, countryId: id, page, pageSize: PAGE_SIZE }),
  ]);
  const ways = waysOut(visit);
  if (!country || services.total === 0) return { text: texts.refusals.offer_gone(), buttons: [ways], step: SEARCH };
  const place = { countryIso: country.iso, countryName: country.name };
  return {
    text: texts.servicesInScreen({ ...place, total: services.total }),
    buttons: [
      ...rowsOf(
        services.items.map((service) =>
          button(
            texts.serviceRow({
              ...service,
              serviceName: service.name,
              serviceEmoji: service.emoji,
              fromPrice: service.price,
              isFrom: false,
            }),
            callbacks.offer({ offer: service.offerId, page: 0, from: 0 }),
          ),
        ),
        2,
      ),
      ...pager(texts, { ...services, pageSize: PAGE_SIZE }, (to) => callbacks.servicesIn({ country: id, page: to })),
      ways,
    ],
    step: SEARCH,
  };
});

/** The star of a service: says what it should be, so that a second tap changes nothing more. */
export const starScreen = screen('star', async ({ app, user, texts }, { service, on, page, query, from }) => {
  const outcome = await toggleFavourite(app, { userId: user.id, serviceId: service, isFavourite: on });
  const go = callbacks.countries({ service, page, query, from });
  switch (outcome.kind) {
    case 'added':
      return { go, toast: texts.starAdded(outcome.name) };
    case 'removed':
      return { go, toast: texts.starRemoved(outcome.name) };
    case 'service_gone':
      return { go };
  }
});
