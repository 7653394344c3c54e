import { type Table, TableError } from '../../ports/table';
import { decodeText } from './decode-text';
import { readCsv } from './read-csv';
import { LARGEST_WORKBOOK, readWorkbook } from './read-workbook';

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
/** Excel before 2007, and workbooks that a password locks. */
const OLD_WORKBOOK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/**
 * A table as people send it, by what it is and whatever its name says: a list, CSV with any separator, or a workbook.
 * Text is streamed. Throws a TableError, here or while its rows are read.
 */
export async function readTable(
  pieces: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  o: { sheet?: string } = {},
): Promise<Table> {
  const all = asBytes(pieces);
  const begun: Uint8Array[] = [];
  let head = Buffer.alloc(0);
  while (head.length < ZIP.length) {
    const { value, done } = await all.next();
    if (done) break;
    begun.push(value);
    head = Buffer.concat(begun);
  }
  if (head.subarray(0, 4).equals(OLD_WORKBOOK)) {
    const what = 'This is a workbook of an old kind, or one with a password. Save it as .xlsx without one, or as CSV.';
    throw new TableError('old_workbook', what);
  }
  if (head.subarray(0, 4).equals(ZIP)) return readWorkbook(await collect(head, all), o.sheet);
  async function* whole() {
    yield head;
    yield* all;
  }
  return { rows: readCsv(decodeText(whole())) };
}

async function* asBytes(pieces: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>) {
  for await (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

async function collect(head: Uint8Array, rest: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces = [head];
  let size = head.length;
  for await (const piece of rest) {
    size += piece.length;
    pieces.push(piece);
    // One byte more than may be is enough to be refused.
    if (size > LARGEST_WORKBOOK) break;
  }
  return Buffer.concat(pieces);
}
