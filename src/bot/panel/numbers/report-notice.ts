import type { App } from '../../../app';
import type { RenderedMessage } from '../../../ports/rendered-message';
import { writeImportReport } from '../../../usecases/numbers/import-report';
import type { Language } from '../../texts/languages';
import { panelTextsFor } from '../texts';

/** A row of the outbox that becomes a file with a verdict for each line when its turn comes. */
export const REPORT_KIND = 'import_report';
/** A larger report is cut here; the command line writes it whole. */
const LARGEST = 16 << 20;
const CUT = ',,,The rest is left out here. The command import-numbers with --report writes all of it.\r\n';

/** Undefined when the import is gone. */
export async function renderReport(
  app: App,
  row: { language: Language | null; payload: Readonly<Record<string, unknown>> },
): Promise<RenderedMessage | undefined> {
  const id = BigInt(String(row.payload.importId));
  const found = await app.db.numberImports.find(id);
  if (!found) return undefined;
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of writeImportReport(app, id)) {
    pieces.push(Buffer.from(piece));
    size += pieces.at(-1)!.length;
    if (size < LARGEST) continue;
    pieces.push(Buffer.from(CUT));
    break;
  }
  const { panel } = panelTextsFor(row.language ?? 'en', app.currency);
  const content = Buffer.concat(pieces);
  const file = { kind: 'document', name: `import-${id}.csv`, mimeType: 'text/csv', content } as const;
  return { ...panel.numbers.importTitle({ source: found.source }), file };
}

/** Asks for the file; the same press asks once. */
export async function putReport(app: App, o: { userId: bigint; importId: bigint; key: string }): Promise<void> {
  const payload = { importId: String(o.importId) };
  const at = app.clock.now();
  await app.db.outbox.put({ key: `report:${o.key}`, lane: 1, userId: o.userId, kind: REPORT_KIND, payload, at });
  app.wake('outbox');
}
