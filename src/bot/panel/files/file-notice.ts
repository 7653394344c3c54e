import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { App } from '../../../app';
import type { ExportEntity } from '../../../domain/exports/export-kinds';
import type { RenderedMessage } from '../../../ports/rendered-message';
import { exportConfiguration } from '../../../usecases/configuration/current-configuration';
import { exportRows } from '../../../usecases/exports/export-rows';
import type { Rendering } from '../../outbox/kinds';
import { putRow } from '../../outbox/put';
import { panelTextsFor } from '../texts';

export type FileName = ExportEntity | 'configuration';

/** Packed; a larger export is taken over HTTP. */
const LARGEST = 20 * 1024 * 1024;

/** Makes the file as it is at that moment. */
export async function renderFile(
  { app, userId, language }: Rendering,
  { file: name }: { file: FileName },
): Promise<RenderedMessage> {
  const { panel } = panelTextsFor(language, app.currency);
  if (name === 'configuration') {
    const content = Buffer.from(`${JSON.stringify(await exportConfiguration(app), null, 2)}\n`);
    const file = { kind: 'document', name: 'configuration.json', mimeType: 'application/json', content } as const;
    return { text: panel.files.configurationSent, file };
  }
  const packed = await pack(app, name, String(userId));
  if (!packed) return { text: panel.files.tooLarge };
  const file = {
    kind: 'document',
    name: `${name}.csv.gz`,
    mimeType: 'application/gzip',
    content: packed.content,
  } as const;
  return { text: panel.files.sent({ rows: packed.rows }), file };
}

/** Asks for a file; the same press asks once. */
export async function putFile(app: App, o: { userId: bigint; file: FileName; key: string }): Promise<void> {
  const { userId, file } = o;
  await putRow(app, { key: `file:${o.key}`, lane: 1, userId, kind: 'panel_file', payload: { file } });
}

class TooLarge extends Error {}

async function pack(
  app: App,
  entity: ExportEntity,
  adminId: string,
): Promise<{ content: Buffer; rows: number } | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  const order = { entity, format: 'csv', filter: {}, hasHeader: true, hasMark: true } as const;
  try {
    const { rows } = await exportRows(app, order, { actor: { type: 'ADMIN', id: adminId } }, (bytes) =>
      pipeline(bytes, createGzip({ level: 6 }), async (packed) => {
        for await (const piece of packed) {
          size += piece.length;
          if (size > LARGEST) throw new TooLarge();
          pieces.push(piece);
        }
      }),
    );
    return { content: Buffer.concat(pieces), rows };
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}
