import type { FoundNumbers } from '../../../usecases/selling/read-own-numbers';
import { button, rowsOf } from '../../screens/view';
import { lines, type Piece } from '../../texts/rich';
import { pickService } from '../catalogue/pick-rows';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { findOwnSale } from './own-sale';
import { sellingCallbacks as callbacks } from './selling-callbacks';

const SHOWN_COUNTRIES = 5;
const LONGEST_NAME = 60;

/** What was found in the file, in two lines. */
export function foundLines({ panel, format }: AdminVisit, { countries, unreadable }: FoundNumbers): Piece[] {
  const sorted = Object.entries(countries).sort(([, a], [, b]) => b - a);
  const shown = sorted.slice(0, SHOWN_COUNTRIES).map(([iso, count]) => `${format.flag(iso)} ${format.number(count)}`);
  const more = sorted.length - shown.length;
  return [
    panel.selling.found({ count: sorted.reduce((all, [, count]) => all + count, 0) }),
    [format.lineStart + shown.join(' · '), ...(more > 0 ? [panel.selling.moreCountries({ count: more })] : [])].join(
      ' · ',
    ),
    ...(unreadable > 0 ? [panel.selling.unreadable({ count: unreadable })] : []),
  ];
}

/** What the numbers are for: one of the shop's services, or a new one. */
export function servicePage(visit: AdminVisit, { sale }: { sale: bigint }): Promise<PanelAnswer> {
  return servicesFor(visit, sale, '');
}

async function servicesFor(visit: AdminVisit, sale: bigint, words: string): Promise<PanelAnswer> {
  const { panel } = visit;
  const known = await findOwnSale(visit, sale);
  if (!known?.choices.found) return { go: callbacks.start(), toast: panel.common.gone };
  const services = await pickService.find(visit, words);
  return {
    text: lines(
      ...foundLines(visit, known.choices.found),
      '',
      words === '' ? panel.selling.whichService : panel.selling.severalServices({ words }),
    ),
    buttons: [
      ...rowsOf(
        services.map(({ value, label }) => button(label, callbacks.chooseService({ sale, service: Number(value) }))),
        2,
      ),
      ...(words === '' ? [] : [[button(panel.selling.newService({ name: words }), callbacks.newService({ sale }))]]),
      wayBack(visit, callbacks.start()),
    ],
    takes: { words: callbacks.typedService({ sale }), ...(words === '' ? {} : { query: words }) },
  };
}

/** A name that is one of ours, or like none of ours, needs no further question. */
export async function typedServicePage(visit: AdminVisit, { sale }: { sale: bigint }): Promise<PanelAnswer> {
  const { app, words = '' } = visit;
  if (words === '') return { go: callbacks.service({ sale }) };
  const found = await pickService.find(visit, words);
  if (found.length > 0) return servicesFor(visit, sale, words);
  await app.db.sales.choose(sale, { service: { name: words.slice(0, LONGEST_NAME) } });
  return { go: callbacks.price({ sale }) };
}

export async function newServicePage(visit: AdminVisit, { sale }: { sale: bigint }): Promise<PanelAnswer> {
  const { app, words = '' } = visit;
  if (words === '') return { go: callbacks.service({ sale }) };
  await app.db.sales.choose(sale, { service: { name: words.slice(0, LONGEST_NAME) } });
  return { go: callbacks.price({ sale }) };
}

export async function chooseServicePage(
  { app }: AdminVisit,
  { sale, service }: { sale: bigint; service: number },
): Promise<PanelAnswer> {
  await app.db.sales.choose(sale, { service: { id: service } });
  return { go: callbacks.price({ sale }) };
}
