import { readServices } from '../../database/queries/storefront-services';
import { toggleFavourite } from '../../usecases/users/toggle-favourite';
import { callbacks } from '../callbacks';
import { servicesCalled } from '../texts/service-search';
import { screen } from './screen';
import { button, pager, rowsOf, type Step } from './view';

const PAGE_SIZE = 12;

/** All services, the favourites alone, or those that fit the words typed last. */
export const servicesScreen = screen('services', async (visit, { page, favourites, query: isSearch }) => {
  const { app, user, texts } = visit;
  const step = isSearch ? await visit.step() : undefined;
  const query = step?.kind === 'search_services' ? step.query : undefined;
  const services = await readServices(app.db, {
    userId: user.id,
    query,
    alsoCalled: query === undefined ? [] : servicesCalled(query),
    favouritesOnly: favourites,
    page,
    pageSize: PAGE_SIZE,
  });
  const linkTo = (to: number) => callbacks.services({ page: to, favourites, query: query !== undefined });
  const all = button(texts.allServices, callbacks.services({ page: 0, favourites: false, query: false }));
  const empty =
    query !== undefined ? texts.noServiceFound({ query }) : favourites ? texts.noFavourites : texts.noServices;
  const next: Step = { kind: 'search_services', favourites: false, query };
  return {
    text:
      services.total === 0 ? empty : texts.servicesScreen({ total: services.total, query, favouritesOnly: favourites }),
    buttons: [
      ...rowsOf(
        services.items.map((service) =>
          button(
            texts.serviceRow({ ...service, serviceName: service.name, serviceEmoji: service.emoji }),
            callbacks.countries({ service: service.id, page: 0, query: false, from: favourites ? 0 : services.page }),
          ),
        ),
        2,
      ),
      ...pager(texts, { ...services, pageSize: PAGE_SIZE }, linkTo),
      favourites || query !== undefined
        ? [all, button(texts.back, callbacks.home())]
        : [button(texts.back, callbacks.home())],
    ],
    step: next,
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
