import type { SaleService } from '../../../database/queries/selling';
import { chooseServices, findSupplierSale, listSaleServices } from '../../../usecases/selling/supplier-sale';
import { button } from '../../screens/view';
import { bold, lines, rich } from '../../texts/rich';
import { pickProvider } from '../catalogue/pick-rows';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { sellingCallbacks as callbacks } from './selling-callbacks';
import { TICKS_A_PAGE, ticked, tickPages, tickRows } from './tick-list';

/** Their services, the most sold first and ticked. */
export function servicesPage(visit: AdminVisit, o: { sale: bigint; page: number }): Promise<PanelAnswer> {
  return show(visit, o);
}

/** Those that typed words find. */
export function findServicePage(visit: AdminVisit, { sale }: { sale: bigint }): Promise<PanelAnswer> {
  return show(visit, { sale, page: 0, words: visit.words });
}

async function show(visit: AdminVisit, o: { sale: bigint; page: number; words?: string }): Promise<PanelAnswer> {
  const { app, panel, format } = visit;
  const sale = await findSupplierSale(app, o.sale);
  if (!sale || sale.endedAt) return { go: sale ? callbacks.made({ sale: o.sale }) : callbacks.start() };
  const { selling } = panel;
  const provider = await pickProvider.byId(visit, sale.choices.provider);
  const all = await listSaleServices(app, sale);
  const { services: chosen, allServices } = sale.choices;
  const fitting = o.words ? all.filter(({ name, code }) => fits(o.words!, name, code)) : all;
  const shown = fitting.slice(o.page * TICKS_A_PAGE, (o.page + 1) * TICKS_A_PAGE);
  return {
    text: lines(
      rich`${bold(provider?.label ?? '')} · ${selling.whichServices}`,
      '',
      ...shown.map((one) => serviceLine(visit, one)),
      fitting.length === 0 && panel.common.nothing,
      '',
      selling.chosen({ count: chosen.length, of: all.length }),
    ),
    buttons: [
      ...tickRows(
        shown.map(({ code, name }) => ({
          ...{ at: allServices.indexOf(code), label: format.name(name, 18), isChosen: chosen.includes(code) },
        })),
        (at, on) => callbacks.tickService({ sale: sale.id, at, on }),
      ),
      ...tickPages(visit, { page: o.page, total: fitting.length }, (page) =>
        callbacks.services({ sale: sale.id, page }),
      ),
      [button(selling.all({ count: all.length }), callbacks.allServices({ sale: sale.id }))],
      ...(chosen.length > 0
        ? [[button(selling.these({ count: chosen.length }), callbacks.toCountries({ sale: sale.id }))]]
        : []),
      wayBack(visit, callbacks.start()),
    ],
    takes: { words: callbacks.findService({ sale: sale.id }) },
  };
}

const serviceLine = ({ panel }: AdminVisit, { name, leastCost, countries }: SaleService) =>
  panel.selling.serviceLine({ name, cost: leastCost, countries });

export const fits = (words: string, ...names: readonly string[]) =>
  names.some((name) => name.toLowerCase().includes(words.toLowerCase()));

export async function tickServicePage(
  { app }: AdminVisit,
  { sale: id, at, on }: { sale: bigint; at: number; on: boolean },
): Promise<PanelAnswer> {
  const sale = await findSupplierSale(app, id);
  if (!sale) return { go: callbacks.start() };
  const { services, allServices } = sale.choices;
  await app.db.sales.choose(id, { services: ticked(services, allServices[at], on) });
  return { go: callbacks.services({ sale: id, page: Math.floor(at / TICKS_A_PAGE) }) };
}

export async function allServicesPage({ app }: AdminVisit, { sale: id }: { sale: bigint }): Promise<PanelAnswer> {
  const sale = await findSupplierSale(app, id);
  if (!sale) return { go: callbacks.start() };
  await chooseServices(app, sale, sale.choices.allServices);
  return { go: callbacks.countries({ sale: id, page: 0 }) };
}
