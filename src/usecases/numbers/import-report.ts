import type { App } from '../../app';
import { type ImportLineRow, readImportLines } from '../../database/queries/numbers';
import type { ImportVerdict } from '../../domain/number/number-status';
import type { NumberFault } from '../../domain/number/read-number';
import { numberProblem } from './number-problem';
import { readPlannedNumber } from './numbering-plan';

const PAGE = 5_000;

/** What became of one line, in words. */
export interface ImportLine {
  readonly line: number;
  readonly number: string;
  readonly verdict: ImportVerdict;
  /** Of an INVALID one: why. */
  readonly fault?: NumberFault;
  readonly detail: string;
}

const DETAILS: Readonly<Record<Exclude<ImportVerdict, 'INVALID'>, string>> = {
  ADDED: '',
  REVIVED: 'It had been deleted and is back in stock.',
  DOUBLE: 'It stands in this file before.',
  IN_STOCK: 'It is in stock already.',
  DELETED: 'It was deleted before; allow the import to revive deleted numbers if it shall come back.',
  SPENT: 'It was deleted because it was used as often as a number may be.',
  NO_COUNTRY: 'No country of the shop has it for certain; add the country, or name it for this import.',
  OTHER_COUNTRY: 'It belongs to another country than the one that was given.',
};

/** The first lines that did not go well. */
export async function listImportProblems(app: App, importId: bigint, limit: number): Promise<ImportLine[]> {
  const lines = await readImportLines(app.db, { importId, after: 0, limit, onlyProblems: true });
  return lines.map(inWords);
}

/** Every line's verdict as CSV, piece by piece, so that a million lines need no memory. Gone a week after the import. */
export async function* writeImportReport(app: App, importId: bigint): AsyncGenerator<string> {
  yield 'line,number,verdict,detail\r\n';
  for (let after = 0; ; ) {
    const lines = await readImportLines(app.db, { importId, after, limit: PAGE, onlyProblems: false });
    if (lines.length === 0) return;
    after = lines.at(-1)!.entry;
    yield lines.map(inWords).map(asCsv).join('');
  }
}

function inWords({ line, phone, given, verdict }: ImportLineRow): ImportLine {
  const number = phone === null ? (given ?? '') : `+${phone}`;
  if (verdict !== 'INVALID') return { line, number, verdict, detail: DETAILS[verdict] };
  const reading = readPlannedNumber(number);
  // Read again as it was then; a newer plan may know better by now.
  const fault = reading.kind === 'invalid' ? reading.fault : 'no_number';
  return { line, number, verdict, fault, detail: numberProblem(fault, reading.phone) };
}

/** A leading sign is text to a spreadsheet only behind an apostrophe. */
function asCsv({ line, number, verdict, detail }: ImportLine): string {
  const text = /^[=+\-@\t]/.test(number) && !/^\+\d+$/.test(number) ? `'${number}` : number;
  return `${line},${quoted(text)},${verdict},${quoted(detail)}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
