import type { SaleCountry } from '../../../database/queries/selling';
import { chooseServices, findSupplierSale, listSaleCountries } from '../../../usecases/selling/supplier-sale';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { sellingCallbacks as callbacks } from './selling-callbacks';
import { fits } from './service-pages';
import { TICKS_A_PAGE, ticked, tickPages, tickRows } from './tick-list';

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
  const { selling } = panel;
  const all = await listSaleCountries(app, sale);
  const { countries: chosen = [], allCountries = [] } = sale.choices;
  const named = all.map((one) => ({ ...one, label: labelOf(visit, one) }));
  const fitting = o.words ? named.filter(({ name, label, iso }) => fits(o.words!, name, label, iso ?? '')) : named;
  const shown = fitting.slice(o.page * TICKS_A_PAGE, (o.page + 1) * TICKS_A_PAGE);
  return {
    text: lines(
      bold(selling.whichCountries),
      '',
      ...shown.map(({ label, leastCost, stock }) => selling.countryLine({ name: label, cost: leastCost, stock })),
      fitting.length === 0 && panel.common.nothing,
      '',
      selling.chosen({ count: chosen.length, of: all.length }),
    ),
    buttons: [
      ...tickRows(
        shown.map(({ code, label }) => ({
          ...{ at: allCountries.indexOf(code), label, isChosen: chosen.includes(code) },
        })),
        (at, on) => callbacks.tickCountry({ sale: sale.id, at, on }),
      ),
      ...tickPages(visit, { page: o.page, total: fitting.length }, (page) =>
        callbacks.countries({ sale: sale.id, page }),
      ),
      [button(selling.all({ count: all.length }), callbacks.allCountries({ sale: sale.id }))],
      ...(chosen.length > 0
        ? [[button(selling.these({ count: chosen.length }), callbacks.markUp({ sale: sale.id }))]]
        : []),
      wayBack(visit, callbacks.services({ sale: sale.id, page: 0 })),
    ],
    takes: { words: callbacks.findCountry({ sale: sale.id }) },
  };
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
