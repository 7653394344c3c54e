import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { App } from '../../../app';
import type { ExportEntity } from '../../../domain/exports/export-kinds';
import { writeWorkbook } from '../../../platform/tables/write-workbook';
import type { RenderedMessage } from '../../../ports/rendered-message';
import { exportConfiguration } from '../../../usecases/configuration/current-configuration';
import { exportRows } from '../../../usecases/exports/export-rows';
import type { Rendering } from '../../outbox/kinds';
import { putRow } from '../../outbox/put';
import { panelTextsFor } from '../texts';

export type FileName = ExportEntity | 'configuration';

/** Phones open a plain file; a larger one is packed, and one that is large even so is taken over HTTP. */
const LARGEST_PLAIN = 5 * 1024 * 1024;
const LARGEST_PACKED = 20 * 1024 * 1024;
/** Of the lines behind a workbook: it is made in memory. */
const LARGEST_WORKBOOK = 16 * 1024 * 1024;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Makes the file as it is at that moment. */
export async function renderFile(
  { app, userId, language }: Rendering,
  { file: name, isWorkbook = false }: { file: FileName; isWorkbook?: boolean },
): Promise<RenderedMessage> {
  const { panel } = panelTextsFor(language, app.currency);
  if (name === 'configuration') {
    const content = Buffer.from(`${JSON.stringify(await exportConfiguration(app), null, 2)}\n`);
    const file = { kind: 'document', name: 'configuration.json', mimeType: 'application/json', content } as const;
    return { text: panel.files.configurationSent, file };
  }
  const { timeZone } = await app.settings();
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(app.clock.now());
  const made = await (isWorkbook ? workbookOf : linesOf)(app, name, String(userId));
  if (!made) return { text: isWorkbook ? panel.files.tooLargeSheet : panel.files.tooLarge };
  const { ending, mimeType, content, rows } = made;
  const file = { kind: 'document', name: `${name}-${day}.${ending}`, mimeType, content } as const;
  return { text: panel.files.sent({ rows }), file };
}

/** Asks for a file; the same press asks once. */
export async function putFile(
  app: App,
  o: { userId: bigint; file: FileName; isWorkbook?: boolean; key: string },
): Promise<void> {
  const { userId, file, isWorkbook } = o;
  await putRow(app, { key: `file:${o.key}`, lane: 1, userId, kind: 'panel_file', payload: { file, isWorkbook } });
}

class TooLarge extends Error {}

interface MadeFile {
  readonly ending: string;
  readonly mimeType: string;
  readonly content: Buffer;
  readonly rows: number;
}

/** The lines as they are while they are few, packed beyond. */
async function linesOf(app: App, entity: ExportEntity, adminId: string): Promise<MadeFile | undefined> {
  const [plain, packed]: [Buffer[], Buffer[]] = [[], []];
  let size = 0;
  const rows = await readLines(app, entity, { adminId, hasMark: true }, (bytes) =>
    pipeline(
      bytes,
      async function* (pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          size += piece.length;
          if (size <= LARGEST_PLAIN) plain.push(piece);
          yield piece;
        }
      },
      createGzip({ level: 6 }),
      gather(packed, LARGEST_PACKED),
    ),
  );
  if (rows === undefined) return undefined;
  return size <= LARGEST_PLAIN
    ? { rows, ending: 'csv', mimeType: 'text/csv', content: Buffer.concat(plain) }
    : { rows, ending: 'csv.gz', mimeType: 'application/gzip', content: Buffer.concat(packed) };
}

/** The same lines as cells; those that are text stay text without the apostrophe that keeps them so in a CSV. */
async function workbookOf(app: App, entity: ExportEntity, adminId: string): Promise<MadeFile | undefined> {
  const lines: Buffer[] = [];
  const rows = await readLines(app, entity, { adminId, hasMark: false }, (bytes) =>
    pipeline(bytes, gather(lines, LARGEST_WORKBOOK)),
  );
  if (rows === undefined) return undefined;
  const cells: string[][] = parse(Buffer.concat(lines));
  const content = await writeWorkbook(
    entity,
    cells.map((row) => row.map((cell) => (cell.startsWith("'") ? cell.slice(1) : cell))),
  );
  return { rows, ending: 'xlsx', mimeType: XLSX, content };
}

const gather = (into: Buffer[], most: number) =>
  async function take(pieces: AsyncIterable<Buffer>): Promise<void> {
    let size = 0;
    for await (const piece of pieces) {
      size += piece.length;
      if (size > most) throw new TooLarge();
      into.push(piece);
    }
  };

/** How many rows were read; undefined when they are too many. */
async function readLines(
  app: App,
  entity: ExportEntity,
  { adminId, hasMark }: { adminId: string; hasMark: boolean },
  take: (bytes: Readable) => Promise<unknown>,
): Promise<number | undefined> {
  const order = { entity, format: 'csv', filter: {}, hasHeader: true, hasMark } as const;
  try {
    return (await exportRows(app, order, { actor: { type: 'ADMIN', id: adminId } }, take)).rows;
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}
