import { readNumberImports } from '../../../database/queries/numbers';
import { readUnsoldOfImport } from '../../../database/queries/unsold-numbers';
import type { NumberImportRow } from '../../../database/stores/number-imports';
import type { ImportVerdict } from '../../../domain/number/number-status';
import { confirmImport } from '../../../usecases/numbers/confirm-import';
import { listImportProblems } from '../../../usecases/numbers/import-report';
import { button } from '../../screens/view';
import { lines, type Piece, rich } from '../../texts/rich';
import { pickProvider, pickService } from '../catalogue/pick-rows';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { inWords } from './import-file-pages';
import { numberCallbacks } from './number-callbacks';
import { putReport } from './report-notice';
import { sellButtons, unsoldLines } from './sell-pages';

const SHOWN_PROBLEMS = 8;
const SHOWN_IMPORTS = 10;
const MARKS: Readonly<Record<ImportVerdict, string>> = {
  ...{ ADDED: '🟢', REVIVED: '↩️', DOUBLE: '👥', IN_STOCK: '📦', DELETED: '⚫', SPENT: '🪫' },
  ...{ INVALID: '⚠️', NO_COUNTRY: '🌍', OTHER_COUNTRY: '🌍' },
};

/** How far an import is, what it found, and after a dry run the button that does it. */
export async function importPage(visit: AdminVisit, o: { import: bigint }): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const row = await app.db.numberImports.find(o.import);
  if (!row) return { go: numberCallbacks.imports(), toast: panel.common.gone };
  const [service, provider] = await Promise.all([
    pickService.byId(visit, row.serviceId),
    pickProvider.byId(visit, row.providerId),
  ]);
  const problems = row.endedAt ? await listImportProblems(app, row.id, SHOWN_PROBLEMS) : [];
  const unsold = row.endedAt ? await readUnsoldOfImport(app.db, row.id) : [];
  const isChecked = row.isDryRun && row.state === 'DONE';
  const wanted = (row.counts.ADDED ?? 0) + (row.counts.REVIVED ?? 0);
  const { numbers } = panel;
  return {
    text: lines(
      numbers.importTitle({ source: row.source }),
      [service?.label, provider?.label].filter(Boolean).join(' · '),
      '',
      stateOf(visit, row, unsold.length > 0),
      ...readingLines(visit, row),
      ...Object.entries(row.counts).map(([verdict, count]) => numbers.verdicts[verdict as ImportVerdict]({ count })),
      ...(await unsoldLines(visit, unsold)),
      row.endedAt && panel.imports.nextFile,
      problems.length > 0 && '',
      ...problems.map(
        ({ line, number, verdict, fault }) =>
          rich`${MARKS[verdict]} ${numbers.problem({ line, number, why: fault && panel.imports.faults[fault] })}`,
      ),
    ),
    buttons: [
      ...(isChecked && wanted > 0
        ? [[button(numbers.confirm({ count: wanted }), numberCallbacks.confirm({ import: row.id }))]]
        : []),
      ...(row.isDryRun && row.endedAt && (row.reading?.columns.length ?? 0) > 1
        ? [[button(panel.imports.otherColumn, numberCallbacks.columns({ import: row.id }))]]
        : []),
      ...(await sellButtons(visit, unsold, row.id)),
      ...(row.state === 'DONE' ? [[button(numbers.report, numberCallbacks.report({ import: row.id }))]] : []),
      ...(row.endedAt ? [] : [[button(panel.common.refresh, numberCallbacks.import({ import: row.id }))]]),
      wayBack(visit, numberCallbacks.imports()),
    ],
    takes: { file: numberCallbacks.receive(targetOf(row)) },
  };
}

/** The next file is meant for the same place. */
function targetOf({ providerId: provider, serviceId: service, countryId, revives: revive }: NumberImportRow) {
  return { provider, service, country: countryId ?? 0, revive };
}

function stateOf({ panel: { numbers, imports } }: AdminVisit, row: NumberImportRow, isUnsold: boolean) {
  if (row.state === 'FAILED') return isUnclear(row) ? imports.columnUnclear : numbers.importFailed;
  if (row.state !== 'DONE') return numbers.underWay({ position: row.position, entries: row.entries });
  if (row.isDryRun) return numbers.checked({ entries: row.entries });
  return isUnsold ? imports.importedUnsold : numbers.imported;
}

const isUnclear = ({ reading }: NumberImportRow) => reading !== null && reading.chosen === undefined;

/** From where the numbers were read: an operator sees at a glance when it is the wrong place. */
function readingLines({ panel: { imports } }: AdminVisit, { reading }: NumberImportRow): Piece[] {
  if (!reading) return [];
  const { columns, chosen, code, sheet, otherSheets = [] } = reading;
  const column = columns.length > 1 ? columns.find(({ at }) => at === chosen) : undefined;
  return [
    ...(sheet === undefined ? [] : [imports.sheet({ name: sheet, others: otherSheets.join(', ') })]),
    ...(chosen === 'all' ? [imports.allCells] : []),
    ...(column ? [imports.fromColumn({ ...inWords(column), withCode: code !== undefined })] : []),
  ];
}

export async function confirmPage({ app, panel, author }: AdminVisit, o: { import: bigint }): Promise<PanelAnswer> {
  const outcome = await confirmImport(app, { importId: o.import, ...author });
  const toast = {
    started: panel.numbers.started,
    not_checked: undefined,
    not_found: panel.common.gone,
    too_old: panel.numbers.tooOld,
  };
  return { go: numberCallbacks.import({ import: o.import }), toast: toast[outcome.kind] };
}

/** The verdict of each line as a file in the chat. */
export async function reportPage(visit: AdminVisit, o: { import: bigint }): Promise<PanelAnswer> {
  const { app, user, author, panel } = visit;
  await putReport(app, { userId: user.id, importId: o.import, key: author.requestId ?? app.ids.uuid() });
  return { go: numberCallbacks.import({ import: o.import }), toast: panel.numbers.reportComes };
}

export async function importsPage(visit: AdminVisit): Promise<PanelAnswer> {
  const { app, panel } = visit;
  const { rows } = await readNumberImports(app.db, { limit: SHOWN_IMPORTS, backward: false });
  return {
    text: lines(panel.numbers.importsTitle, rows.length === 0 && panel.common.nothing),
    buttons: [
      ...rows.map((row) => [
        button(
          panel.numbers.importRow({ source: row.source, at: row.createdAt, isDryRun: row.isDryRun }),
          numberCallbacks.import({ import: row.id }),
        ),
      ]),
      [button(panel.numbers.import, numberCallbacks.startImport())],
      wayBack(visit, numberCallbacks.stock({ page: 0 })),
    ],
  };
}
