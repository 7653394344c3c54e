import { chooseServices, findSupplierSale, listSaleServices } from '../../../usecases/selling/supplier-sale';
import { bold, rich } from '../../texts/rich';
import { pickProvider } from '../catalogue/pick-rows';
import type { AdminVisit, PanelAnswer } from '../section';
import { sellingCallbacks as callbacks } from './selling-callbacks';
import { TICKS_A_PAGE, ticked, tickPage } from './tick-list';

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
  const provider = await pickProvider.byId(visit, sale.choices.provider);
  const { services: chosen, allServices: places } = sale.choices;
  const rows = (await listSaleServices(app, sale)).map(({ code, name, leastCost: cost, countries }) => ({
    ...{ code, label: format.name(name, 18), names: [name, code] },
    line: panel.selling.serviceLine({ name, cost, countries }),
  }));
  return tickPage(visit, {
    ...{ title: rich`${bold(provider?.label ?? '')} · ${panel.selling.whichServices}`, rows, places, chosen },
    ...{ page: o.page, words: o.words || undefined },
    links: {
      tick: (at, on) => callbacks.tickService({ sale: sale.id, at, on }),
      page: (page) => callbacks.services({ sale: sale.id, page }),
      all: callbacks.allServices({ sale: sale.id }),
      next: callbacks.toCountries({ sale: sale.id }),
      back: callbacks.start(),
      find: callbacks.findService({ sale: sale.id }),
    },
  });
}

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
