import { rowsFor } from '../../../database/queries/rows-for';
import { listCatalogue } from '../../../usecases/catalogue/list-catalogue';
import type { Option } from '../forms/form';
import type { AdminVisit } from '../section';

const MOST = 12;

/** Finds rows to choose from, and names one by its id. */
export interface RowPicker {
  find(visit: AdminVisit, words: string): Promise<readonly Option[]>;
  byId(visit: AdminVisit, id: number): Promise<Option | undefined>;
}

export const pickService: RowPicker = {
  find: (visit, words) => found(visit, 'services', words, ({ emoji, name }) => spaced(emoji, visit.format.name(name))),
  async byId({ app, format }, id) {
    const [row] = await rowsFor(app).services([id]);
    return row && !row.deletedAt ? { value: String(id), label: spaced(row.emoji, format.name(row.name)) } : undefined;
  },
};

export const pickCountry: RowPicker = {
  find: (visit, words) => found(visit, 'countries', words, ({ iso, name }) => countryLabel(visit, iso!, name)),
  async byId(visit, id) {
    const [row] = await rowsFor(visit.app).countries([id]);
    return row && { value: String(id), label: countryLabel(visit, row.iso, row.name) };
  },
};

export const pickProvider: RowPicker = {
  find: (visit, words) => found(visit, 'providers', words, ({ name }) => visit.format.name(name)),
  async byId({ app, format }, id) {
    const [row] = await rowsFor(app).providers([id]);
    return row && { value: String(id), label: format.name(row.name) };
  },
};

export const pickOffer: RowPicker = {
  find: (visit, words) =>
    found(visit, 'offers', words, ({ emoji, name, iso, countryName }) =>
      [spaced(emoji, visit.format.name(name)), countryLabel(visit, iso!, countryName!)].join(' · '),
    ),
  async byId(visit, id) {
    const [offer] = await rowsFor(visit.app).offers([id]);
    if (!offer) return undefined;
    const [service, country] = await Promise.all([
      pickService.byId(visit, offer.serviceId),
      pickCountry.byId(visit, offer.countryId),
    ]);
    return service && country && { value: String(id), label: `${service.label} · ${country.label}` };
  },
};

/** By the name of the resource. */
export const PICKERS: Readonly<Record<string, RowPicker>> = {
  service: pickService,
  country: pickCountry,
  provider: pickProvider,
  offer: pickOffer,
};

async function found(
  { app }: AdminVisit,
  table: Parameters<typeof listCatalogue>[1]['table'],
  words: string,
  label: (line: Awaited<ReturnType<typeof listCatalogue>>['items'][number]) => string,
): Promise<readonly Option[]> {
  const { items } = await listCatalogue(app, { table, words: words || undefined, page: 0, pageSize: MOST });
  return items.map((line) => ({ value: String(line.id), label: label(line) }));
}

const spaced = (emoji: string | null, name: string) => (emoji ? `${emoji} ${name}` : name);
const countryLabel = ({ format }: AdminVisit, iso: string, name: string) =>
  `${format.flag(iso)} ${format.country(iso, name)}`;
