import { listInboxes } from '../../../usecases/selling/list-inboxes';
import { readOwnNumbers } from '../../../usecases/selling/read-own-numbers';
import { button } from '../../screens/view';
import { bold, lines, rich } from '../../texts/rich';
import { entityCallbacks } from '../catalogue/entity-callbacks';
import { pickProvider } from '../catalogue/pick-rows';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { findOwnSale, opensTable } from './own-sale';
import { sellingCallbacks as callbacks } from './selling-callbacks';

const LARGEST_FILE = 50 << 20;
const MOST_COLUMNS = 12;

/** Where their SMS arrive; not asked where there is one place only. */
export async function inboxesPage(visit: AdminVisit): Promise<PanelAnswer> {
  const { app, panel, format } = visit;
  const inboxes = await listInboxes(app);
  if (inboxes.length === 1) return { go: callbacks.numbers({ provider: inboxes[0]!.id }) };
  const { selling } = panel;
  return {
    text: lines(bold(selling.ownTitle), '', inboxes.length > 0 ? selling.whichInbox : selling.noInbox),
    buttons: [
      ...inboxes
        .slice(0, 20)
        .map(({ id, name }) => [button(format.name(name, 40), callbacks.numbers({ provider: id }))]),
      ...(inboxes.length > 0 ? [] : [[button(selling.addInbox, entityCallbacks('APR').add({ of: 0 }))]]),
      wayBack(visit, callbacks.start()),
    ],
  };
}

/** Asks for the numbers themselves. */
export async function numbersPage(visit: AdminVisit, { provider }: { provider: number }): Promise<PanelAnswer> {
  const { panel } = visit;
  const known = await pickProvider.byId(visit, provider);
  if (!known) return { go: callbacks.own(), toast: panel.common.gone };
  const receive = callbacks.receive({ provider });
  return {
    text: lines(rich`${bold(panel.selling.ownTitle)} · ${known.label}`, '', panel.selling.sendNumbers),
    buttons: [wayBack(visit, callbacks.start())],
    takes: { words: receive, file: receive },
  };
}

export async function receivePage(visit: AdminVisit, { provider }: { provider: number }): Promise<PanelAnswer> {
  const { panel, document, typed } = visit;
  const again = callbacks.numbers({ provider });
  if (!document)
    return typed ? open(visit, provider, { content: Buffer.from(typed), source: 'Telegram' }) : { go: again };
  if ((document.size ?? 0) > LARGEST_FILE) return { go: again, toast: panel.numbers.tooLarge };
  const fetched = await document.download(LARGEST_FILE);
  if (fetched.kind !== 'downloaded') return { go: again, toast: panel.numbers.notFetched };
  return open(visit, provider, { content: fetched.content, source: document.name ?? 'Telegram' });
}

/** Keeps the file until it is known what it is for. */
async function open(
  visit: AdminVisit,
  provider: number,
  { content, source }: { content: Uint8Array; source: string },
): Promise<PanelAnswer> {
  const { app } = visit;
  const sale = await app.db.sales.open({ provider, source }, { content, now: app.clock.now() });
  return look(visit, { sale, provider, content });
}

async function look(
  visit: AdminVisit,
  o: { sale: bigint; provider: number; content: Uint8Array; column?: string },
): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const { sale, column } = o;
  const again = callbacks.numbers({ provider: o.provider });
  const outcome = await readOwnNumbers(app, { open: opensTable(o.content), column });
  switch (outcome.kind) {
    case 'found':
      await app.db.sales.choose(sale, { found: outcome.found, ...(column === undefined ? {} : { column }) });
      return { go: callbacks.service({ sale }) };
    case 'column_unclear':
      return { go: callbacks.columns({ sale }) };
    case 'empty':
      return { go: again, toast: panel.numbers.empty };
    case 'failed':
      return { go: again, toast: outcome.fault ? panel.imports.tableFaults[outcome.fault] : panel.numbers.failed };
  }
}

/** Two columns could be meant: numbers of other people must not be sold because of a guess. */
export async function columnsPage(visit: AdminVisit, { sale }: { sale: bigint }): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const found = await findOwnSale(visit, sale);
  if (!found?.content) return { go: callbacks.start(), toast: panel.common.gone };
  const read = await readOwnNumbers(app, { open: opensTable(found.content) });
  const columns = read.kind === 'column_unclear' ? read.columns.slice(0, MOST_COLUMNS) : [];
  const shown = columns.map(({ at, name, examples }) => ({ place: at + 1, name, examples: examples.join(', ') }));
  return {
    text: lines(panel.imports.whichColumn, '', ...shown.map(panel.imports.column)),
    buttons: [
      ...shown.map((one) => [button(panel.imports.chooseColumn(one), callbacks.column({ sale, column: one.place }))]),
      [button(panel.imports.chooseAll, callbacks.column({ sale, column: 0 }))],
      wayBack(visit, callbacks.numbers({ provider: found.choices.provider })),
    ],
  };
}

export async function columnPage(visit: AdminVisit, o: { sale: bigint; column: number }): Promise<PanelAnswer> {
  const found = await findOwnSale(visit, o.sale);
  if (!found?.content) return { go: callbacks.start(), toast: visit.panel.common.gone };
  const column = o.column === 0 ? 'all' : `${o.column}`;
  return look(visit, { sale: o.sale, provider: found.choices.provider, content: found.content, column });
}
