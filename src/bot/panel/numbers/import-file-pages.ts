import type { TableColumn } from '../../../domain/number/choose-column';
import { readTable } from '../../../platform/tables/read-table';
import { importNumbers } from '../../../usecases/numbers/import-numbers';
import { button } from '../../screens/view';
import { bold, lines, rich } from '../../texts/rich';
import { pickCountry, pickProvider, pickService } from '../catalogue/pick-rows';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { numberCallbacks } from './number-callbacks';

const LARGEST_FILE = 50 << 20;
/** Larger files are checked by a job, so that the chat stays quick. */
const CHECKED_AT_ONCE = 1 << 20;

interface Target {
  readonly provider: number;
  readonly service: number;
  readonly country: number;
  readonly revive: boolean;
}

interface SentFile {
  readonly content: Uint8Array;
  readonly source: string;
  readonly column?: string;
}

/** Asks for the numbers themselves: a file, or words. */
export async function uploadPage(visit: AdminVisit, target: Target): Promise<PanelAnswer> {
  const { panel } = visit;
  const [provider, service, country] = await Promise.all([
    pickProvider.byId(visit, target.provider),
    pickService.byId(visit, target.service),
    target.country > 0 ? pickCountry.byId(visit, target.country) : undefined,
  ]);
  if (!provider || !service) return { go: numberCallbacks.stock({ page: 0 }), toast: panel.common.gone };
  const receive = numberCallbacks.receive(target);
  const { numbers } = panel;
  return {
    text: lines(
      numbers.uploadTitle,
      '',
      rich`${bold(service.label)} · ${provider.label}`,
      country ? country.label : numbers.byCallingCode,
      target.revive && numbers.revives,
      '',
      numbers.upload,
    ),
    buttons: [wayBack(visit, numberCallbacks.stock({ page: 0 }))],
    takes: { words: receive, file: receive },
  };
}

/** Reads what was sent as a dry run; the page that follows says what would happen, and asks. */
export async function receivePage(visit: AdminVisit, target: Target): Promise<PanelAnswer> {
  const { panel, document, typed } = visit;
  const again = numberCallbacks.upload(target);
  if (!document) {
    return typed ? checkFile(visit, target, { content: Buffer.from(typed), source: 'Telegram' }) : { go: again };
  }
  if ((document.size ?? 0) > LARGEST_FILE) return { go: again, toast: panel.numbers.tooLarge };
  const fetched = await document.download(LARGEST_FILE);
  if (fetched.kind !== 'downloaded') return { go: again, toast: panel.numbers.notFetched };
  return checkFile(visit, target, { content: fetched.content, source: document.name ?? 'Telegram' });
}

/** Says of each column what stands in it, and reads the one that is pressed. */
export async function columnsPage({ app, panel }: AdminVisit, o: { import: bigint }): Promise<PanelAnswer> {
  const row = await app.db.numberImports.find(o.import);
  if (!row?.reading) return { go: numberCallbacks.imports(), toast: panel.common.gone };
  const { imports } = panel;
  const filled = row.reading.columns.filter(({ examples }) => examples.length > 0);
  const shown = filled.slice(0, MOST_COLUMNS).map(inWords);
  const reread = (column: number) => numberCallbacks.reread({ import: row.id, column });
  return {
    text: lines(
      panel.numbers.importTitle({ source: row.source }),
      '',
      imports.whichColumn,
      '',
      ...shown.map(imports.column),
    ),
    buttons: [
      ...shown.map((column) => [button(imports.chooseColumn(column), reread(column.place))]),
      [button(imports.chooseAll, reread(0))],
      [button(panel.common.back, numberCallbacks.import({ import: row.id }))],
    ],
  };
}
const MOST_COLUMNS = 12;

export function inWords({ at, name, examples }: TableColumn) {
  return { place: at + 1, name, examples: examples.join(', ') };
}

/** The same file once more, by another of its columns. */
export async function rereadPage(visit: AdminVisit, o: { import: bigint; column: number }): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const row = await app.db.numberImports.find(o.import);
  const content = await app.db.numberImports.findFile(o.import);
  if (!row || !content) return { go: numberCallbacks.import({ import: o.import }), toast: panel.imports.fileGone };
  const { providerId: provider, serviceId: service, countryId, revives: revive, source } = row;
  const column = o.column === 0 ? 'all' : `${o.column}`;
  return checkFile(visit, { provider, service, country: countryId ?? 0, revive }, { content, source, column });
}

async function checkFile(
  visit: AdminVisit,
  target: Target,
  { content, source, column }: SentFile,
): Promise<PanelAnswer> {
  const { app, panel, author } = visit;
  const again = numberCallbacks.upload(target);
  const outcome = await importNumbers(app, {
    ...{ providerId: target.provider, serviceId: target.service, revives: target.revive, isDryRun: true, ...author },
    ...(target.country > 0 ? { countryId: target.country } : {}),
    ...{ source, column, file: content },
    open: () => readTable(piecesOf(content)),
    inBackground: content.length > CHECKED_AT_ONCE,
  });
  switch (outcome.kind) {
    case 'checked':
    case 'accepted':
    case 'imported':
      return { go: numberCallbacks.import({ import: outcome.import.id }) };
    case 'column_unclear':
      return { go: numberCallbacks.columns({ import: outcome.import.id }) };
    case 'empty':
      return { go: again, toast: panel.numbers.empty };
    case 'not_found':
      return { go: numberCallbacks.stock({ page: 0 }), toast: panel.common.gone };
    case 'failed':
      return { go: again, toast: outcome.fault ? panel.imports.tableFaults[outcome.fault] : panel.numbers.failed };
  }
}

function* piecesOf(content: Uint8Array) {
  for (let at = 0; at < content.length; at += CHECKED_AT_ONCE) yield content.subarray(at, at + CHECKED_AT_ONCE);
}
