import { pipeline, Readable } from 'node:stream';
import { CsvError, type Options, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { TableError, type TableRow } from '../../ports/table';

const SEPARATORS = [';', '\t', '|', ','];
const ANY_SEPARATOR = [',', ';', '\t'];
/** As Excel writes it into the first line, and understands it. */
const SEPARATOR_LINE = /^sep=(.)\r?(?:\n|$)/i;
const SAMPLE_CHARACTERS = 1 << 16;
const SAMPLE_ROWS = 50;
/** A longer row is none: somewhere in front of it a quotation mark is not closed. */
const LONGEST_ROW = 100_000;
const BATCH = 1_000;

const OPTIONS = {
  recordDelimiter: ['\r\n', '\n', '\r'],
  relaxQuotes: true,
  relaxColumnCount: true,
  maxRecordSize: LONGEST_ROW,
} satisfies Options;

/** The rows of text whose cells are parted by a sign that the text itself shows; quotes as spreadsheets set them. */
export async function* readCsv(texts: AsyncGenerator<string>): AsyncGenerator<TableRow[]> {
  let sample = '';
  let isWhole = false;
  while (!isWhole && sample.length < SAMPLE_CHARACTERS) {
    const { value, done } = await texts.next();
    sample += value ?? '';
    isWhole = done === true;
  }
  const said = SEPARATOR_LINE.exec(sample);
  const separator = said ? said[1]! : separatorOf(isWhole ? sample : sample.slice(0, sample.lastIndexOf('\n') + 1));
  async function* all() {
    yield said ? sample.slice(said[0].length) : sample;
    if (!isWhole) yield* texts;
  }
  yield* rowsOf(all(), separator, said ? 2 : 1);
}

async function* rowsOf(texts: AsyncIterable<string>, delimiter: string | string[], firstLine: number) {
  const parser = parse({ ...OPTIONS, delimiter });
  pipeline(Readable.from(texts), parser, () => undefined);
  let line = firstLine;
  let batch: TableRow[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      batch.push({ line, cells });
      line += 1;
      for (const cell of cells)
        if (cell.includes('\n') || cell.includes('\r')) line += cell.match(/\r\n|\n|\r/g)!.length;
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = firstLine + (error as CsvError & { records: number }).records;
    const what = 'A quotation mark is opened there and never closed; mend that row and send the file again.';
    throw new TableError('open_quote', `The file cannot be read from row ${row} on. ${what}`);
  }
  if (batch.length > 0) yield batch;
}

/** The sign that parts most rows into the same number of cells, the more the better; else any of the usual ones. */
function separatorOf(sample: string): string | string[] {
  const scores = SEPARATORS.map((separator) => ({ separator, ...evenness(sample, separator) }));
  const best = scores.reduce((a, b) => (b.share > a.share || (b.share === a.share && b.cells > a.cells) ? b : a));
  return best.share > 0.5 ? best.separator : ANY_SEPARATOR;
}

function evenness(sample: string, delimiter: string): { share: number; cells: number } {
  const sizes = new Map<number, number>();
  let rows: string[][];
  try {
    rows = parseAtOnce(sample, { ...OPTIONS, delimiter, to: SAMPLE_ROWS, skipEmptyLines: true });
  } catch {
    return { share: 0, cells: 0 };
  }
  for (const { length } of rows) if (length > 1) sizes.set(length, (sizes.get(length) ?? 0) + 1);
  const [cells, count] = [...sizes].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
  return { share: rows.length === 0 ? 0 : count / rows.length, cells };
}
