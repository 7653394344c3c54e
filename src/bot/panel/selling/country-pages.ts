import type { SaleCountry } from '../../../database/queries/selling';
import { chooseServices, findSupplierSale, listSaleCountries } from '../../../usecases/selling/supplier-sale';
import type { AdminVisit, PanelAnswer } from '../section';
import { sellingCallbacks as callbacks } from './selling-callbacks';
import { TICKS_A_PAGE, ticked, tickPage } from './tick-list';

export async function toCountriesPage({ app }: AdminVisit, { sale: id }: { sale: bigint }): Promise<PanelAnswer> {
  const sale = await findSupplierSale(app, id);
  if (!sale) return { go: callbacks.start() };
  await chooseServices(app, sale, sale.choices.services);
  return { go: callbacks.countries({ sale: id, page: 0 }) };
}

/** Where they sell it, the most stocked first and ticked. */
export function countriesPage(visit: AdminVisit, o: { sale: bigint; page: number }): Promise<PanelAnswer> {
  return show(visit, o);
}

export function findCountryPage(visit: AdminVisit, { sale }: { sale: bigint }): Promise<PanelAnswer> {
  return show(visit, { sale, page: 0, words: visit.words });
}

async function show(visit: AdminVisit, o: { sale: bigint; page: number; words?: string }): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const sale = await findSupplierSale(app, o.sale);
  if (!sale || sale.endedAt) return { go: sale ? callbacks.made({ sale: o.sale }) : callbacks.start() };
  const { countries: chosen = [], allCountries: places = [] } = sale.choices;
  const rows = (await listSaleCountries(app, sale)).map((one) => {
    const { code, name, iso, leastCost: cost, stock } = one;
    const label = labelOf(visit, one);
    const line = panel.selling.countryLine({ name: label, cost, stock });
    return { code, label, line, names: [name, label, iso ?? ''] };
  });
  return tickPage(visit, {
    ...{ title: panel.selling.whichCountries, rows, places, chosen, page: o.page, words: o.words || undefined },
    links: {
      tick: (at, on) => callbacks.tickCountry({ sale: sale.id, at, on }),
      page: (page) => callbacks.countries({ sale: sale.id, page }),
      all: callbacks.allCountries({ sale: sale.id }),
      next: callbacks.markUp({ sale: sale.id }),
      back: callbacks.services({ sale: sale.id, page: 0 }),
      find: callbacks.findCountry({ sale: sale.id }),
    },
  });
}

const labelOf = ({ format }: AdminVisit, { iso, name }: SaleCountry) =>
  iso === null ? format.name(name, 18) : `${format.flag(iso)} ${format.country(iso, name)}`;

export async function tickCountryPage(
  { app }: AdminVisit,
  { sale: id, at, on }: { sale: bigint; at: number; on: boolean },
): Promise<PanelAnswer> {
  const sale = await findSupplierSale(app, id);
  if (!sale) return { go: callbacks.start() };
  const { countries = [], allCountries = [] } = sale.choices;
  await app.db.sales.choose(id, { countries: ticked(countries, allCountries[at], on) });
  return { go: callbacks.countries({ sale: id, page: Math.floor(at / TICKS_A_PAGE) }) };
}

export async function allCountriesPage({ app }: AdminVisit, { sale: id }: { sale: bigint }): Promise<PanelAnswer> {
  const sale = await findSupplierSale(app, id);
  if (!sale) return { go: callbacks.start() };
  await app.db.sales.choose(id, { countries: sale.choices.allCountries ?? [] });
  return { go: callbacks.markUp({ sale: id }) };
}
