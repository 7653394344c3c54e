import { crc32, deflateRawSync } from 'node:zlib';

/** A cell as a program writes it: a text, a number with a format (`0`: as usual), a date, a formula's text. */
export type Cell =
  | string
  | number
  | { readonly number: string; readonly format: string }
  | { readonly inline: string }
  | { readonly formula: string; readonly text: string }
  | null;

interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An .xlsx file with shared strings and formats, laid out as Excel ("excel") or LibreOffice ("libreoffice") does. */
export function workbook(sheets: readonly Sheet[], by: 'excel' | 'libreoffice' = 'excel'): Buffer {
  const strings: string[] = [];
  const formats: string[] = [];
  const at = (list: string[], item: string) => (list.includes(item) ? list.indexOf(item) : list.push(item) - 1);
  const cellOf = (cell: Cell, place: string): string => {
    if (cell === null) return by === 'excel' ? '' : `<c r="${place}" s="0"/>`;
    if (typeof cell === 'string') return `<c r="${place}" t="s"><v>${at(strings, cell)}</v></c>`;
    if (typeof cell === 'number') return `<c r="${place}"${by === 'excel' ? '' : ' s="0" t="n"'}><v>${cell}</v></c>`;
    if ('inline' in cell)
      return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${xml(cell.inline)}</t></is></c>`;
    if ('formula' in cell) return `<c r="${place}" t="str"><f>${xml(cell.formula)}</f><v>${xml(cell.text)}</v></c>`;
    return `<c r="${place}" s="${at(formats, cell.format) + 1}"><v>${cell.number}</v></c>`;
  };
  const letters = (column: number) => String.fromCharCode(65 + column);
  const pages = sheets.map(({ rows }) => {
    const body = rows.map((row, y) => {
      const cells = row.map((cell, x) => cellOf(cell, `${letters(x)}${y + 1}`)).join('');
      return cells === '' ? '' : `<row r="${y + 1}">${cells}</row>`;
    });
    return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${body.join('')}</sheetData></worksheet>`;
  });
  const numFmts = formats
    .map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${xml(code)}"/>`)
    .join('');
  const xfs = formats.map((_, index) => `<xf numFmtId="${164 + index}" applyNumberFormat="1"/>`).join('');
  const files: [string, string][] = [
    [
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map(({ name }, i) => `<sheet name="${xml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rId90" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId91" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${numFmts}</numFmts><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="${formats.length + 1}"><xf numFmtId="0"/>${xfs}</cellXfs></styleSheet>`,
    ],
    [
      'xl/sharedStrings.xml',
      `<sst xmlns="${MAIN}" uniqueCount="${strings.length}">${strings.map((text) => `<si><t xml:space="preserve">${xml(text)}</t></si>`).join('')}</sst>`,
    ],
    ...pages.map((page, i): [string, string] => [`xl/worksheets/sheet${i + 1}.xml`, page]),
  ];
  return zip(files.map(([name, text]) => [name, Buffer.from(text.startsWith('<?xml') ? text : HEAD + text)]));
}

/** A zip archive (APPNOTE.TXT 4.3), each file deflated. */
export function zip(files: readonly (readonly [string, Buffer])[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const path = Buffer.from(name);
    const packed = deflateRawSync(content);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(path.length, 22);
    local.push(Buffer.from('PK\x03\x04', 'latin1'), facts, path, packed);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(20, 4);
    facts.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    central.push(entry, path);
    offset += 30 + path.length + packed.length;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, list, end]);
}
