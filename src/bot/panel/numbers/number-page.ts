import type { NumberRow } from '../../../database/queries/numbers';
import { readNumbers } from '../../../database/queries/numbers';
import { readNumber } from '../../../domain/number/read-number';
import { restoreNumber, retireNumber } from '../../../usecases/numbers/change-number-status';
import { button } from '../../screens/view';
import { lines } from '../../texts/rich';
import { pickCountry, pickProvider, pickService } from '../catalogue/pick-rows';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { numberCallbacks } from './number-callbacks';

const MOST_FOUND = 10;

/** The rows of a typed phone number: one for each service that it is sold for. */
export async function findPage(visit: AdminVisit): Promise<PanelAnswer> {
  const { app, panel, words = '' } = visit;
  const stock = numberCallbacks.stock({ page: 0 });
  const reading = readNumber(words);
  if (reading.kind === 'invalid') return { go: stock, toast: panel.numbers.noNumber };
  const filter = { phone: reading.phone };
  const { rows } = await readNumbers(app.db, filter, { limit: MOST_FOUND, backward: false });
  if (rows.length === 0) return { go: stock, toast: panel.numbers.unknownNumber };
  if (rows.length === 1) return { go: numberCallbacks.number({ number: rows[0]!.id }) };
  const labels = await Promise.all(rows.map(({ serviceId }) => pickService.byId(visit, serviceId)));
  return {
    text: lines(panel.numbers.found({ phone: reading.phone })),
    buttons: [
      ...rows.map((row, index) => [
        button(
          `${labels[index]?.label ?? panel.numbers.deletedService} · ${panel.numbers.statuses[row.status]}`,
          numberCallbacks.number({ number: row.id }),
        ),
      ]),
      wayBack(visit, stock),
    ],
  };
}

/** One number, with what can be done to it. */
export async function numberPage(visit: AdminVisit, o: { number: bigint }): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const row = await app.db.numbers.find(o.number);
  if (!row) return { go: numberCallbacks.stock({ page: 0 }), toast: panel.common.gone };
  const [service, country, provider] = await Promise.all([
    pickService.byId(visit, row.serviceId),
    pickCountry.byId(visit, row.countryId),
    pickProvider.byId(visit, row.providerId),
  ]);
  const named = [service?.label ?? panel.numbers.deletedService, country?.label, provider?.label];
  return {
    text: lines(
      panel.numbers.cardTitle(row),
      panel.numbers.statuses[row.status],
      panel.numbers.card(row),
      named.filter(Boolean).join(' · '),
    ),
    buttons: [...actsOf(visit, row), wayBack(visit, numberCallbacks.stock({ page: 0 }))],
  };
}

function actsOf({ panel }: AdminVisit, { id, status, origin }: NumberRow) {
  const retire = [button(panel.common.remove, numberCallbacks.retire({ number: id }))];
  const restore = [button(panel.numbers.restore, numberCallbacks.restore({ number: id }))];
  if (status === 'RESERVED' || origin === 'ON_DEMAND') return [];
  if (status === 'DELETED') return [restore];
  return status === 'QUARANTINED' ? [restore, retire] : [retire];
}

export async function retirePage({ app, panel, author }: AdminVisit, o: { number: bigint }): Promise<PanelAnswer> {
  const { kind } = await retireNumber(app, { numberId: o.number, ...author });
  const toast =
    kind === 'reserved' ? panel.numbers.isReserved : kind === 'not_found' ? panel.common.gone : panel.numbers.retired;
  return { go: numberCallbacks.number({ number: o.number }), toast };
}

export async function restorePage({ app, panel, author }: AdminVisit, o: { number: bigint }): Promise<PanelAnswer> {
  const { kind } = await restoreNumber(app, { numberId: o.number, ...author });
  const { numbers } = panel;
  const toasts = {
    ...{ restored: numbers.restored, not_found: panel.common.gone, not_deleted: numbers.restored },
    ...{ service_deleted: numbers.serviceGone, not_ours: numbers.notOurs, spent: numbers.spent },
  };
  return { go: numberCallbacks.number({ number: o.number }), toast: toasts[kind] };
}
