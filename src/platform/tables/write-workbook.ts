import { strToU8, zip } from 'fflate';

/** Excel reads no more digits than these of a number; longer ones, and those with a zero in front, stay text. */
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,14})?$/;
const MOST_ROWS = 1_048_576;
/** What XML cannot carry at all. */
const UNWRITABLE = /[^\t\n\r\P{Cc}]|\p{Cs}|[\uFFFE\uFFFF]/gu;

const OFFICE = 'http://schemas.openxmlformats.org';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const PARTS = {
  '[Content_Types].xml': `${HEAD}<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  '_rels/.rels': `${HEAD}<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

/**
 * One sheet as an XLSX file, its first row kept in sight. Cells are text, save for plain numbers, so that no cell is ever a
 * formula. Packed in threads of their own. Throws RangeError for more rows than a sheet has.
 */
export async function writeWorkbook(name: string, rows: readonly (readonly string[])[]): Promise<Buffer> {
  if (rows.length > MOST_ROWS) throw new RangeError(`${rows.length} rows are more than a sheet has`);
  const book = `${HEAD}<workbook xmlns="${OFFICE}/spreadsheetml/2006/main" xmlns:r="${OFFICE}/officeDocument/2006/relationships"><sheets><sheet name="${escaped(name.slice(0, 31))}" sheetId="1" r:id="r1"/></sheets></workbook>`;
  const sheet = `${HEAD}<worksheet xmlns="${OFFICE}/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${rows.map(rowOf).join('')}</sheetData></worksheet>`;
  const files = { ...PARTS, 'xl/workbook.xml': book, 'xl/worksheets/sheet1.xml': sheet };
  const packed = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]));
  return new Promise((resolve, reject) =>
    zip(packed, { level: 6 }, (error, content) => (error ? reject(error) : resolve(Buffer.from(content)))),
  );
}

const rowOf = (cells: readonly string[], row: number) =>
  `<row r="${row + 1}">${cells.map((cell, column) => cellOf(cell, `${lettersOf(column)}${row + 1}`)).join('')}</row>`;

function cellOf(text: string, place: string): string {
  if (text === '') return '';
  return NUMBER.test(text)
    ? `<c r="${place}"><v>${text}</v></c>`
    : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** A, B, … Z, AA, … */
function lettersOf(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : lettersOf(Math.floor(column / 26) - 1) + letter;
}

function escaped(text: string): string {
  return text
    .replace(UNWRITABLE, '')
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);
}
