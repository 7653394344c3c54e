import { rowsFor } from '../../database/queries/rows-for';
import { readService, readServices, type ServiceRow } from '../../database/queries/storefront-services';
import type { SearchAnswer } from '../../domain/search/search-answer';
import type { MessageButton } from '../../ports/messenger';
import { listCountries } from '../../usecases/storefront/list-countries';
import { callbacks } from '../callbacks';
import type { Visit } from './screen';
import { type Answer, button, pager, rowsOf, type Step, type View } from './view';

export const PAGE_SIZE = 12;

interface Searched {
  readonly query: string;
  readonly page: number;
  /** Whose countries were open, and the page of services behind them. */
  readonly open?: { readonly serviceId: number; readonly from: number };
}

type Found<Kind extends SearchAnswer['kind']> = Extract<SearchAnswer, { kind: Kind }>;

/** On to what was meant where it is clear, else what was found, or what is nearest. */
export async function foundAnswer(visit: Visit, answer: SearchAnswer, searched: Searched): Promise<Answer> {
  switch (answer.kind) {
    case 'offer':
      return { go: callbacks.offer({ offer: answer.offerId, page: 0, from: 0 }) };
    case 'service':
      return { go: callbacks.countries({ service: answer.serviceId, page: 0, query: false, from: 0 }) };
    case 'country':
      return { go: callbacks.servicesIn({ country: answer.countryId, page: 0 }) };
    case 'services':
      return listed(visit, answer, searched);
    case 'not_sold':
      return notSold(visit, answer, searched);
    case 'nothing':
      return nothing(visit, answer, searched);
    case 'countries':
      throw new Error('Countries of the service that is open have a screen of their own.');
  }
}

async function listed(
  visit: Visit,
  { serviceIds, countryIds, isCountryFirst }: Found<'services'>,
  { query, page }: Searched,
): Promise<View> {
  const { app, user, texts } = visit;
  const [services, places] = await Promise.all([
    readServices(app.db, { userId: user.id, ids: serviceIds, page, pageSize: PAGE_SIZE }),
    countryButtons(visit, countryIds),
  ]);
  const rows = [
    ...(isCountryFirst ? rowsOf(places, 2) : []),
    ...rowsOf(serviceButtons(visit, services.items), 2),
    ...(isCountryFirst ? [] : rowsOf(places, 2)),
  ];
  return {
    text:
      services.total === 0
        ? texts.countriesFound({ total: places.length, query })
        : texts.servicesScreen({ total: services.total, query, favouritesOnly: false }),
    buttons: [
      ...rows,
      ...pager(texts, { ...services, pageSize: PAGE_SIZE }, (to) =>
        callbacks.services({ page: to, favourites: false, query: true }),
      ),
      waysOut(visit),
    ],
    step: { kind: 'search_services', favourites: false, query },
  };
}

async function notSold(visit: Visit, { serviceId, countryId }: Found<'not_sold'>, searched: Searched): Promise<Answer> {
  const { app, user, texts } = visit;
  const [service, [country]] = await Promise.all([
    readService(app.db, { id: serviceId, userId: user.id }),
    rowsFor(app).countries([countryId]),
  ]);
  if (!service || !country) return nothing(visit, { kind: 'nothing', serviceIds: [], countryIds: [] }, searched);
  const [services, places] = await Promise.all([
    readServices(app.db, { userId: user.id, ids: [serviceId], page: 0, pageSize: 1 }),
    countryButtons(visit, [countryId]),
  ]);
  const facts = { serviceName: service.name, serviceEmoji: service.emoji };
  return {
    text: texts.notSoldThere({ ...facts, countryIso: country.iso, countryName: country.name }),
    buttons: [...[...serviceButtons(visit, services.items), ...places].map((one) => [one]), waysOut(visit)],
    step: stepOf(searched),
  };
}

/** Nobody is sent away with nothing: what they may have meant is a button. */
async function nothing(visit: Visit, { serviceIds, countryIds }: Found<'nothing'>, searched: Searched): Promise<View> {
  const { app, user, texts } = visit;
  const { query, open } = searched;
  const [services, places] = await Promise.all([
    readServices(app.db, { userId: user.id, ids: serviceIds, page: 0, pageSize: PAGE_SIZE }),
    open ? offerButtons(visit, open, countryIds) : countryButtons(visit, countryIds),
  ]);
  const near = open
    ? [...places, ...serviceButtons(visit, services.items)]
    : [...serviceButtons(visit, services.items), ...places];
  const facts = { query, hasNear: near.length > 0 };
  return {
    text: open ? texts.noCountryFound(facts) : texts.noServiceFound(facts),
    buttons: [
      ...rowsOf(near, 2),
      ...(open
        ? [
            [
              button(
                texts.allCountries,
                callbacks.countries({ service: open.serviceId, page: 0, query: false, from: open.from }),
              ),
            ],
          ]
        : []),
      waysOut(visit),
    ],
    step: stepOf(searched),
  };
}

/** Where the next words are looked for. */
function stepOf({ query, open }: Searched): Step {
  return open ? { kind: 'search_countries', ...open, query } : { kind: 'search_services', favourites: false, query };
}

/** Each leads to its countries; `from`: the page of services to go back to. */
export function serviceButtons({ texts }: Visit, services: readonly ServiceRow[], from = 0): MessageButton[] {
  return services.map((service) =>
    button(
      texts.serviceRow({ ...service, serviceName: service.name, serviceEmoji: service.emoji }),
      callbacks.countries({ service: service.id, page: 0, query: false, from }),
    ),
  );
}

/** Countries with what is on sale there. */
async function countryButtons({ app, texts }: Visit, ids: readonly number[]): Promise<MessageButton[]> {
  const rows = new Map((await rowsFor(app).countries(ids)).map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = rows.get(id);
    const label = row && texts.countryFoundRow({ countryIso: row.iso, countryName: row.name });
    return label ? [button(label, callbacks.servicesIn({ country: id, page: 0 }))] : [];
  });
}

/** The service that is open, in countries. */
async function offerButtons(
  { app, texts }: Visit,
  { serviceId, from }: { serviceId: number; from: number },
  countryIds: readonly number[],
): Promise<MessageButton[]> {
  const { items } = await listCountries(app, { serviceId, countryIds, page: 0, pageSize: PAGE_SIZE });
  return items.map((offer) =>
    button(texts.countryRow(offer), callbacks.offer({ offer: offer.offerId, page: 0, from })),
  );
}

export function waysOut({ texts }: Pick<Visit, 'texts'>): MessageButton[] {
  return [
    button(texts.allServices, callbacks.services({ page: 0, favourites: false, query: false })),
    button(texts.home, callbacks.home()),
  ];
}
