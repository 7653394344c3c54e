import { listInventory } from '../../../usecases/numbers/list-inventory';
import { button, pager } from '../../screens/view';
import { lines } from '../../texts/rich';
import { pickCountry, pickService } from '../catalogue/pick-rows';
import { frameCallbacks } from '../frame-callbacks';
import type { AdminVisit, PanelAnswer } from '../section';
import { numberCallbacks } from './number-callbacks';

const PAGE_SIZE = 8;

/** The stock by service and country, what runs out first; typed digits find a number. */
export async function stockPage(visit: AdminVisit, { page }: { page: number }): Promise<PanelAnswer> {
  const { app, panel, texts } = visit;
  const inventory = await listInventory(app);
  const unsold = inventory.reduce((sum, line) => sum + line.unsold, 0);
  const pages = Math.max(1, Math.ceil(inventory.length / PAGE_SIZE));
  const at = Math.min(page, pages - 1);
  const shown = inventory.slice(at * PAGE_SIZE, (at + 1) * PAGE_SIZE);
  const rows = await Promise.all(
    shown.map(async (line) => {
      const [service, country] = await Promise.all([
        pickService.byId(visit, line.serviceId),
        pickCountry.byId(visit, line.countryId),
      ]);
      const name = `${service?.label ?? panel.numbers.deletedService} · ${country?.label ?? ''}`;
      const row = panel.numbers.stockRow({ ...line, name });
      return line.unsold > 0 ? lines(row, panel.imports.unsoldRow({ count: line.unsold })) : row;
    }),
  );
  return {
    text: lines(
      panel.numbers.title,
      ...(rows.length > 0 ? rows.flatMap((row) => ['', row]) : ['', panel.common.nothing]),
      '',
      panel.numbers.typeNumber,
    ),
    buttons: [
      ...pager(texts, { page: at, pageSize: PAGE_SIZE, total: inventory.length }, (to) =>
        numberCallbacks.stock({ page: to }),
      ),
      [
        button(panel.numbers.import, numberCallbacks.startImport()),
        button(panel.numbers.imports, numberCallbacks.imports()),
      ],
      ...(unsold > 0 ? [[button(panel.imports.unsoldButton({ count: unsold }), numberCallbacks.unsold())]] : []),
      [button(panel.numbers.cleanUp, numberCallbacks.cleanUp())],
      [
        button(panel.common.refresh, numberCallbacks.stock({ page: at })),
        button(panel.common.back, frameCallbacks.home()),
      ],
    ],
    takes: { words: numberCallbacks.find() },
  };
}
