import { on } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Table, TableError, type TableRow } from '../../ports/table';

/** A workbook is read as a whole. What is larger is better saved as CSV, which has no limit. */
export const LARGEST_WORKBOOK = 20 << 20;
const LARGEST_UNPACKED = 400 << 20;
const MOST_MEMORY_MB = 1_024;
const LONGEST_MS = 120_000;

type Word =
  | { readonly kind: 'sheet'; readonly name: string | undefined; readonly others: readonly string[] }
  | { readonly kind: 'rows'; readonly rows: readonly TableRow[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly detail: string };

/** One sheet of an .xlsx file: the one with that name, else the first with something in it. */
export async function readWorkbook(content: Uint8Array, wanted?: string): Promise<Table> {
  if (content.length > LARGEST_WORKBOOK || unpackedSize(content) > LARGEST_UNPACKED) throw tooLarge();
  const worker = new Worker(join(__dirname, 'read-workbook.worker.js'), {
    workerData: { content, wanted },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  const words = wordsOf(worker);
  const { value: first } = await words.next();
  if (first?.kind !== 'sheet') throw notAWorkbook();
  if (first.name === undefined) {
    await words.return(undefined);
    throw new TableError('no_sheet', `There is no such sheet in this workbook. There are: ${first.others.join(', ')}.`);
  }
  async function* rows() {
    for await (const word of words) if (word.kind === 'rows') yield word.rows;
  }
  return { rows: rows(), sheet: first.name, otherSheets: first.others };
}

/** What the thread says until its end, or until nobody listens any more; it ends with that. */
async function* wordsOf(worker: Worker): AsyncGenerator<Word, undefined> {
  const timer = setTimeout(() => void worker.terminate(), LONGEST_MS);
  const events = on(worker, 'message', { close: ['exit'] });
  try {
    for await (const [word] of events as AsyncIterable<[Word]>) {
      if (word.kind === 'end') return undefined;
      if (word.kind === 'failed') throw notAWorkbook();
      yield word;
    }
    throw tooLarge();
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY') throw tooLarge();
    throw error;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

const tooLarge = () =>
  new TableError(
    'too_large',
    'This workbook is too large to be read. Save the sheet as CSV and send that: it may be of any size.',
  );

const notAWorkbook = () =>
  new TableError(
    'not_a_workbook',
    'This is no workbook that can be read. Save the sheet as .xlsx or as CSV and send it again.',
  );

/** What the list at the end of a zip archive says of the sizes in it (APPNOTE.TXT 4.3.12, 4.3.16). */
function unpackedSize(content: Uint8Array): number {
  const zip = Buffer.from(content.buffer, content.byteOffset, content.length);
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 20 > zip.length) throw notAWorkbook();
  let size = 0;
  for (let at = zip.readUInt32LE(end + 16); at + 46 <= end && zip.readUInt32LE(at) === 0x02014b50; ) {
    size += zip.readUInt32LE(at + 24);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return size;
}
