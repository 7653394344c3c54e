/**
 * Reads one sheet of a workbook in a thread of its own and ends: the library holds all of it in memory, which the thread
 * has its own limit of, and nobody who waits for a code should notice. Plain JavaScript, since a thread is started from a file.
 */
const { parentPort, workerData } = require('node:worker_threads');
const { default: readWorkbook } = require('read-excel-file/node');

const BATCH = 5_000;

/** A number has all its digits; the form in which it was shown counts for nothing. */
function textOf(value) {
  if (value === null) return '';
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}

async function main() {
  const sheets = await readWorkbook(Buffer.from(workerData.content), { trim: true });
  const { wanted } = workerData;
  const isWanted = ({ sheet }) => sheet.toLowerCase() === wanted.toLowerCase();
  const chosen = wanted ? sheets.find(isWanted) : (sheets.find(({ data }) => data.length > 0) ?? sheets[0]);
  const names = sheets.map(({ sheet }) => sheet);
  parentPort.postMessage({
    kind: 'sheet',
    name: chosen?.sheet,
    others: names.filter((name) => name !== chosen?.sheet),
  });
  const rows = chosen?.data ?? [];
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows
      .slice(from, from + BATCH)
      .map((cells, at) => ({ line: from + at + 1, cells: cells.map(textOf) }));
    parentPort.postMessage({ kind: 'rows', rows: batch });
  }
  parentPort.postMessage({ kind: 'end' });
}

main().catch((error) => parentPort.postMessage({ kind: 'failed', detail: String(error) }));
