/** One number that a file names, as it stands there. */
export interface ImportEntry {
  readonly line: number;
  readonly given: string;
  /** ISO code in capitals, when the file has a column for it. */
  readonly iso?: string;
}

const PHONE_COLUMN = /^(?:phones?|(?:phone[ _]?)?numbers?|msisdn|tel(?:ephone)?|mobile)$/i;
const COUNTRY_COLUMN = /^(?:country(?:[ _]?(?:code|iso))?|iso)$/i;
const LONGEST_CELL = 64;

interface Columns {
  readonly phone: number;
  readonly country: number;
}

/**
 * Reads a list of numbers line by line: one to a line, or columns separated by comma, semicolon or tab. A first line that
 * names a column "phone" says where the numbers stand (and perhaps a column "country"); without one they stand first.
 * Several on a line are all read when each starts with + or 00. Blank lines and lines with # in front are skipped.
 */
export function createImportReader(): (line: string) => ImportEntry[] {
  let at = 0;
  let columns: Columns | undefined;
  let isFirst = true;
  return (raw) => {
    at += 1;
    const text = raw.replace(/^\ufeff/, '').trim();
    if (text === '' || text.startsWith('#')) return [];
    const cells = cellsOf(text);
    if (isFirst) {
      isFirst = false;
      columns = columnsOf(cells);
      if (columns) return [];
    }
    if (columns) {
      const iso = cells[columns.country]?.toUpperCase();
      return [{ line: at, given: cells[columns.phone] ?? '', ...(iso && /^[A-Z]{2}$/.test(iso) ? { iso } : {}) }];
    }
    const filled = cells.filter((cell) => cell !== '');
    const all = filled.length > 1 && filled.every((cell) => /^(?:\+|00)/.test(cell));
    return (all ? filled : [cells[0]!]).map((given) => ({ line: at, given }));
  };
}

function cellsOf(line: string): string[] {
  return line.split(/[,;\t]/).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim()
      .slice(0, LONGEST_CELL),
  );
}

function columnsOf(cells: readonly string[]): Columns | undefined {
  const phone = cells.findIndex((cell) => PHONE_COLUMN.test(cell));
  return phone < 0 ? undefined : { phone, country: cells.findIndex((cell) => COUNTRY_COLUMN.test(cell)) };
}
