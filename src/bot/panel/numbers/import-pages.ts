import { readNumberImports } from '../../../database/queries/numbers';
import type { NumberImportRow } from '../../../database/stores/number-imports';
import type { ImportVerdict } from '../../../domain/number/number-status';
import { readLines } from '../../../platform/read-lines';
import { confirmImport } from '../../../usecases/numbers/confirm-import';
import { importNumbers } from '../../../usecases/numbers/import-numbers';
import { listImportProblems } from '../../../usecases/numbers/import-report';
import { button } from '../../screens/view';
import { bold, lines, rich } from '../../texts/rich';
import { pickCountry, pickProvider, pickService } from '../catalogue/pick-rows';
import type { AdminVisit, PanelAnswer } from '../section';
import { wayBack } from '../way-back';
import { numberCallbacks } from './number-callbacks';
import { putReport } from './report-notice';

const LARGEST_FILE = 50 << 20;
/** Larger files are checked by a job, so that the chat stays quick. */
const CHECKED_AT_ONCE = 1 << 20;
const SHOWN_PROBLEMS = 8;
const SHOWN_IMPORTS = 10;
const MARKS: Readonly<Record<ImportVerdict, string>> = {
  ...{ ADDED: '🟢', REVIVED: '↩️', DOUBLE: '👥', IN_STOCK: '📦', DELETED: '⚫', SPENT: '🪫' },
  ...{ INVALID: '⚠️', NO_COUNTRY: '🌍', OTHER_COUNTRY: '🌍' },
};

interface Target {
  readonly provider: number;
  readonly service: number;
  readonly country: number;
  readonly revive: boolean;
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
  const { app, panel, author, document, typed } = visit;
  const again = numberCallbacks.upload(target);
  let content: Uint8Array;
  if (document) {
    if ((document.size ?? 0) > LARGEST_FILE) return { go: again, toast: panel.numbers.tooLarge };
    const fetched = await document.download(LARGEST_FILE);
    if (fetched.kind !== 'downloaded') return { go: again, toast: panel.numbers.notFetched };
    content = fetched.content;
  } else if (typed) content = Buffer.from(typed);
  else return { go: again };
  const outcome = await importNumbers(app, {
    ...{ providerId: target.provider, serviceId: target.service, revives: target.revive, isDryRun: true, ...author },
    ...(target.country > 0 ? { countryId: target.country } : {}),
    source: document?.name ?? 'Telegram',
    lines: readLines(piecesOf(content)),
    inBackground: content.length > CHECKED_AT_ONCE,
  });
  switch (outcome.kind) {
    case 'checked':
    case 'accepted':
    case 'imported':
      return { go: numberCallbacks.import({ import: outcome.import.id }) };
    case 'empty':
      return { go: again, toast: panel.numbers.empty };
    case 'not_found':
      return { go: numberCallbacks.stock({ page: 0 }), toast: panel.common.gone };
    case 'failed':
      return { go: again, toast: panel.numbers.failed };
  }
}

async function* piecesOf(content: Uint8Array) {
  for (let at = 0; at < content.length; at += CHECKED_AT_ONCE) yield content.subarray(at, at + CHECKED_AT_ONCE);
}

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
  const isChecked = row.isDryRun && row.state === 'DONE';
  const wanted = (row.counts.ADDED ?? 0) + (row.counts.REVIVED ?? 0);
  const { numbers } = panel;
  return {
    text: lines(
      numbers.importTitle({ source: row.source }),
      [service?.label, provider?.label].filter(Boolean).join(' · '),
      '',
      stateOf(visit, row),
      ...Object.entries(row.counts).map(([verdict, count]) => numbers.verdicts[verdict as ImportVerdict]({ count })),
      problems.length > 0 && '',
      ...problems.map(({ line, number, verdict }) => rich`${MARKS[verdict]} ${numbers.problem({ line, number })}`),
    ),
    buttons: [
      ...(isChecked && wanted > 0
        ? [[button(numbers.confirm({ count: wanted }), numberCallbacks.confirm({ import: row.id }))]]
        : []),
      ...(row.state === 'DONE' ? [[button(numbers.report, numberCallbacks.report({ import: row.id }))]] : []),
      ...(row.endedAt ? [] : [[button(panel.common.refresh, numberCallbacks.import({ import: row.id }))]]),
      wayBack(visit, numberCallbacks.imports()),
    ],
  };
}

function stateOf({ panel: { numbers } }: AdminVisit, row: NumberImportRow) {
  if (row.state === 'FAILED') return numbers.importFailed;
  if (row.state === 'DONE') return row.isDryRun ? numbers.checked({ entries: row.entries }) : numbers.imported;
  return numbers.underWay({ position: row.position, entries: row.entries });
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
