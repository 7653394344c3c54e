/** How a column is written: see docs/api.md, "Exports". */
export type ColumnKind = 'plain' | 'id' | 'text' | 'phone' | 'money' | 'time' | 'flag';

export interface ExportColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Of the source's own. */
  readonly sql: string;
}

/**
 * A cell that begins with one of these is read as a formula by some spreadsheet: = + - @, tab, line ends, and the wide
 * forms of the first four. The apostrophe is among them so that taking one away always gives the text back.
 */
const FORMULA_STARTS = [61, 43, 45, 64, 9, 10, 13, 39, 0xff1d, 0xff0b, 0xff0d, 0xff20].join(', ');
/** The tail of a masked number may begin with something else than a digit. */
const IS_PHONE = (sql: string) => `ascii(${sql}) IN (42, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57)`;
const TIME = (sql: string) => `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const CSV: Readonly<Record<ColumnKind, (sql: string) => string>> = {
  plain: (sql) => sql,
  id: (sql) => sql,
  text: (sql) => `CASE WHEN ascii(${sql}) IN (${FORMULA_STARTS}) THEN '''' || ${sql} ELSE ${sql} END`,
  phone: (sql) => `CASE WHEN ${IS_PHONE(sql)} THEN '''+' || ${sql} END`,
  money: (sql) => `${sql} * 0.0001`,
  time: TIME,
  flag: (sql) => `CASE ${sql} WHEN true THEN 'true' WHEN false THEN 'false' END`,
};

const JSONL: Readonly<Record<ColumnKind, (sql: string) => string>> = {
  plain: (sql) => sql,
  id: (sql) => `${sql}::text`,
  text: (sql) => sql,
  phone: (sql) => `CASE WHEN ${IS_PHONE(sql)} THEN '+' || ${sql} END`,
  money: (sql) => `(${sql} * 0.0001)::text`,
  time: TIME,
  flag: (sql) => sql,
};

/** The column as it stands in a file of this format, under its name. */
export function written(column: ExportColumn, format: 'csv' | 'jsonl'): string {
  const write = format === 'csv' ? CSV : JSONL;
  return `${write[column.kind](column.sql)} AS "${column.name}"`;
}
