import type { App } from '../../../app';
import type { RenderedMessage } from '../../../ports/rendered-message';
import { writeImportReport } from '../../../usecases/numbers/import-report';
import type { Rendering } from '../../outbox/kinds';
import { putRow } from '../../outbox/put';
import { panelTextsFor } from '../texts';

/** A larger report is cut here; the command line writes it whole. */
const LARGEST = 16 << 20;
const CUT = ',,,The rest is left out here. The command import-numbers with --report writes all of it.\r\n';

/** A file with a verdict for each line. Undefined when the import is gone. */
export async function renderReport(
  { app, language }: Rendering,
  { importId: id }: { importId: bigint },
): Promise<RenderedMessage | undefined> {
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
  const { panel } = panelTextsFor(language, app.currency);
  const content = Buffer.concat(pieces);
  const file = { kind: 'document', name: `import-${id}.csv`, mimeType: 'text/csv', content } as const;
  return { ...panel.numbers.importTitle({ source: found.source }), file };
}

/** Asks for the file; the same press asks once. */
export async function putReport(app: App, o: { userId: bigint; importId: bigint; key: string }): Promise<void> {
  const payload = { importId: String(o.importId) };
  await putRow(app, { key: `report:${o.key}`, lane: 1, userId: o.userId, kind: 'import_report', payload });
}
